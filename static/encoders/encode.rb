DIGITS = [*"A".."Z", *"a".."z", *"0".."9"].freeze

# One character for each value; nil is a gap. Give all series of a chart
# the same min and max.
def encode(values, min = values.compact.min, max = values.compact.max)
  values.map do |v|
    next "_" if v.nil?

    share = max > min ? 61.0 * (v - min) / (max - min) : 0
    DIGITS[share >= 0 && share < 62 ? share.truncate : 0]
  end.join
end
