let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

/// One character for each value; nil is a gap. Give all series of a chart
/// the same min and max.
func encode(_ values: [Double?], min: Double? = nil, max: Double? = nil) -> String {
    let known = values.compactMap { $0 }
    let low = min ?? known.min() ?? 0
    let span = Swift.max((max ?? known.max() ?? 0) - low, 0)
    return String(values.map { value -> Character in
        guard let value else { return "_" }
        let share = span > 0 ? 61 * (value - low) / span : 0
        return digits[share >= 0 && share < 62 ? Int(share) : 0]
    })
}
