// A call of StatHat's script where this one stands, with its options as data.
StatHatEmbed.render(document.currentScript.dataset);
