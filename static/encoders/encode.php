const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

// One character for each value; null is a gap. Give all series of a chart
// the same $min and $max.
function encode(array $values, ?float $min = null, ?float $max = null): string
{
    $known = array_filter($values, fn ($v) => $v !== null) ?: [0];
    $min ??= min($known);
    $max ??= max($known);
    $text = '';
    foreach ($values as $v) {
        $share = $v !== null && $max > $min ? 61 * ($v - $min) / ($max - $min) : 0;
        $digit = $share >= 0 && $share < 62 ? DIGITS[(int) $share] : 'A';
        $text .= $v === null ? '_' : $digit;
    }
    return $text;
}
