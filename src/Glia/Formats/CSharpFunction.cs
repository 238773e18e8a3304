namespace Glia.Formats;

/// <summary>
/// A function in the C# of an exported network: the same operations in the same order as the library's own, hence the same bits. MathF.Exp and its kin would give
/// others on other machines.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Needs">Functions that it calls.</param>
/// <param name="Lines">Its source.</param>
internal sealed record CSharpFunction(string Name, string[] Needs, string[] Lines)
{
    /// <summary>Every function that a file may need, in the order in which they are written.</summary>
    public static IReadOnlyList<CSharpFunction> All { get; } =
    [
        new("Dense", [],
        [
            "static float[] Dense(float[] x, ReadOnlySpan<float> w, float[] z) { // z = b + x·W, W of shape (in, out)",
            "    for (int i = 0; i < x.Length; i++)",
            "        for (int j = 0; j < z.Length && x[i] != 0; j++) z[j] = float.FusedMultiplyAdd(x[i], w[(i * z.Length) + j], z[j]);",
            "    return z;",
            "}",
        ]),
        new("Softmax", ["Exp"],
        [
            "static float[] Softmax(float[] z) { // e^zᵢ / Σ e^zⱼ, with the largest z taken from each so that nothing overflows",
            "    float max = z[0], sum = 0;",
            "    foreach (float v in z) max = max < v ? v : max;",
            "    for (int i = 0; i < z.Length; i++) sum += z[i] = Exp(z[i] - max);",
            "    return Array.ConvertAll(z, e => e * (1 / sum));",
            "}",
        ]),
        new("Sigmoid", ["Exp"],
        [
            "static float Sigmoid(float z) { // 1 / (1 + e^−z), by e^−|z|, which cannot overflow",
            "    float e = Exp(-float.Abs(z));",
            "    return (z < 0 ? e : 1) / (1 + e);",
            "}",
        ]),
        new("Tanh", ["Exp"],
        [
            "static float Tanh(float z) { // (1 − e) / (1 + e) with e = e^−2|z|; near 0, where 1 − e would lose digits, the Taylor series",
            "    float e = Exp(-2 * float.Abs(z)), far = (1 - e) / (1 + e), s = z * z, p = -1382 / 155925f;",
            "    foreach (float c in (ReadOnlySpan<float>)[62 / 2835f, -17 / 315f, 2 / 15f, -1 / 3f]) p = float.FusedMultiplyAdd(p, s, c);",
            "    return float.Abs(z) < 0.3f ? float.FusedMultiplyAdd(p * s, z, z) : z < 0 ? -far : far;",
            "}",
        ]),
        new("Erf", ["Exp"],
        [
            "static float Erf(float x) { // 1 − e^−x² · polynomial (Abramowitz and Stegun 1964, 7.1.26); below 0.75 the Maclaurin series",
            "    float t = 1 / float.FusedMultiplyAdd(0.3275911f, float.Abs(x), 1), p = 1.061405429f, s = (float)(1.1283791670955126 / 9360);",
            "    foreach (float c in (ReadOnlySpan<float>)[-1.453152027f, 1.421413741f, -0.284496736f, 0.254829592f]) p = float.FusedMultiplyAdd(p, t, c);",
            "    foreach (float d in (ReadOnlySpan<float>)[-1320, 216, -42, 10, -3, 1]) s = float.FusedMultiplyAdd(s, x * x, (float)(1.1283791670955126 / d));",
            "    float far = 1 - (p * t * Exp(-(x * x)));",
            "    return float.Abs(x) < 0.75f ? s * x : x < 0 ? -far : far;",
            "}",
        ]),
        new("Log", [],
        [
            "static float Log(float x) { // ln x for 1 ≤ x ≤ 2: 2 artanh((m − 1) / (m + 1)), and ln 2 where x = 2m",
            "    float n = 1.4142135f < x ? 1 : 0, m = n == 0 ? x : x * 0.5f, s = (m - 1) / (m + 1), p = 2 / 9f;",
            "    foreach (float c in (ReadOnlySpan<float>)[2 / 7f, 2 / 5f, 2 / 3f]) p = float.FusedMultiplyAdd(p, s * s, c);",
            "    float ln = float.FusedMultiplyAdd(p * (s * s), s, s + s);",
            "    return float.FusedMultiplyAdd(n, 0.693359375f, float.FusedMultiplyAdd(n, -2.12194440054690583e-4f, ln));",
            "}",
        ]),
        new("Exp", [],
        [
            "static float Exp(float x) { // x = n ln 2 + r, e^x = 2^n · e^r: the same bits everywhere, which MathF.Exp does not promise",
            "    float n = float.FusedMultiplyAdd(x = float.Clamp(x, -104, 89), 1.44269504f, 12582912) - 12582912, p = 1 / 5040f;",
            "    float r = float.FusedMultiplyAdd(n, -1.42860682e-6f, float.FusedMultiplyAdd(n, -0.693145751953125f, x));",
            "    foreach (float c in (ReadOnlySpan<float>)[1 / 720f, 1 / 120f, 1 / 24f, 1 / 6f, 0.5f, 1, 1]) p = float.FusedMultiplyAdd(p, r, c);",
            "    return float.ScaleB(p, (int)n);",
            "}",
        ]),
    ];
}
