"""The quotient that stands for tanh in the gates of recurrent layers: tanh x = x P(x^2) / Q(x^2) on [-8, 8], both of degree 4, the largest error as small as it
gets. Weighted least squares whose weights grow where the error is large (Lawson 1961), linear in the coefficients by the denominator of the round before
(Sanathanan and Koerner 1963).

    python3 fit_gates.py
"""
import math

REACH = 8.0
DEGREE = 4
POINTS = 160
ROUNDS = 60


def least_squares(rows, right):
    """By Householder's reflections."""
    m, n = len(rows), len(rows[0])
    a = [row[:] + [right[i]] for i, row in enumerate(rows)]
    for k in range(n):
        length = math.sqrt(sum(a[i][k] ** 2 for i in range(k, m)))
        v = [a[i][k] for i in range(k, m)]
        v[0] += length if v[0] > 0 else -length
        square = sum(t * t for t in v)
        for c in range(k, n + 1):
            d = 2 * sum(v[i] * a[k + i][c] for i in range(m - k)) / square
            for i in range(m - k):
                a[k + i][c] -= d * v[i]
    x = [0.0] * n
    for k in range(n - 1, -1, -1):
        x[k] = (a[k][n] - sum(a[k][c] * x[c] for c in range(k + 1, n))) / a[k][k]
    return x


def value(coefficients, y):
    return sum(c * y ** k for k, c in enumerate(coefficients))


xs = [REACH * 0.5 * (1 - math.cos(math.pi * (i + 0.5) / POINTS)) for i in range(POINTS)]
ys = [x * x / REACH ** 2 for x in xs]
weights = [1.0] * POINTS
denominators = [1.0] * POINTS
best = None
for _ in range(ROUNDS):
    rows, right = [], []
    for x, y, w, q in zip(xs, ys, weights, denominators):
        s, t = math.sqrt(w) / q, math.tanh(x)
        rows.append([s * x * y ** k for k in range(DEGREE + 1)] + [-s * t * y ** k for k in range(1, DEGREE + 1)])
        right.append(s * t)
    c = least_squares(rows, right)
    p, q = c[:DEGREE + 1], [1.0] + c[DEGREE + 1:]
    denominators = [value(q, y) for y in ys]
    errors = [abs(x * value(p, y) / d - math.tanh(x)) for x, y, d in zip(xs, ys, denominators)]
    largest = max(errors)
    if best is None or largest < best[0]:
        best = largest, [c / REACH ** (2 * k) for k, c in enumerate(p)], [c / REACH ** (2 * k) for k, c in enumerate(q)]
    weights = [w * (e / largest + 1e-3) for w, e in zip(weights, errors)]
    top = max(weights)
    weights = [max(w / top, 1e-12) for w in weights]

print("P", ", ".join(f"{c:.9g}" for c in best[1]))
print("Q", ", ".join(f"{c:.9g}" for c in best[2]))
print("error", best[0])
