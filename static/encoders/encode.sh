# One character for each line of standard input; an empty line is a gap.
# encode [MIN MAX]; without them the range is that of the lines.
encode() {
  LC_ALL=C awk -v min="$1" -v max="$2" '
    BEGIN {
      digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
      low = min; high = max
    }
    { values[NR] = $1 }
    min == "" && $1 != "" { if (low == "" || $1 + 0 < low + 0) low = $1 }
    max == "" && $1 != "" { if (high == "" || $1 + 0 > high + 0) high = $1 }
    END {
      span = high - low
      for (i = 1; i <= NR; i++) {
        share = span > 0 ? 61 * (values[i] - low) / span : 0
        at = share >= 0 && share < 62 ? int(share) : 0
        printf "%s", values[i] == "" ? "_" : substr(digits, at + 1, 1)
      }
      print ""
    }'
}
