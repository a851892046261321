const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

// One character for each value; null is a gap. Give all series of a chart
// the same min and max.
function encode(values, min, max) {
  const known = values.filter((v) => v != null);
  min ??= known.reduce((a, b) => Math.min(a, b), Infinity);
  max ??= known.reduce((a, b) => Math.max(a, b), -Infinity);
  return values.map((v) => {
    if (v == null) return "_";
    const share = max > min ? (61 * (v - min)) / (max - min) : 0;
    return digits[share >= 0 && share < 62 ? Math.trunc(share) : 0];
  }).join("");
}
