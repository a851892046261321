package embeds

// Filler is the function that scripts call.
var Filler = filler
