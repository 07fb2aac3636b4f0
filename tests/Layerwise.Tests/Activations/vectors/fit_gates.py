"""The polynomial of the gates of recurrent layers: q(f) nearest to (2^f - 1)/f on [-1/2, 1/2], by Remez' exchange in double precision.

    python3 fit_gates.py
"""
import math

DEGREE = 4
GRID = 4000


def target(f):
    return math.expm1(f * math.log(2)) / f if f else math.log(2)


def solve(rows, right):
    n = len(right)
    matrix = [row[:] + [right[i]] for i, row in enumerate(rows)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(matrix[r][i]))
        matrix[i], matrix[pivot] = matrix[pivot], matrix[i]
        for r in range(n):
            if r != i:
                factor = matrix[r][i] / matrix[i][i]
                matrix[r] = [a - factor * b for a, b in zip(matrix[r], matrix[i])]
    return [matrix[i][n] / matrix[i][i] for i in range(n)]


def error(coefficients, f):
    return target(f) - sum(c * f ** k for k, c in enumerate(coefficients))


points = [-0.5 * math.cos(math.pi * i / (DEGREE + 1)) for i in range(DEGREE + 2)]
for _ in range(20):
    rows = [[x ** k for k in range(DEGREE + 1)] + [(-1) ** i] for i, x in enumerate(points)]
    coefficients = solve(rows, [target(x) for x in points])[:-1]
    extremes = []
    for i in range(GRID + 1):
        f = -0.5 + i / GRID
        e = error(coefficients, f)
        if extremes and (e > 0) == (extremes[-1][1] > 0):
            if abs(e) > abs(extremes[-1][1]):
                extremes[-1] = (f, e)
        else:
            extremes.append((f, e))
    if len(extremes) != DEGREE + 2:
        break
    points = [f for f, _ in extremes]

print(", ".join(f"{c:.9g}" for c in coefficients), "error", max(abs(e) for _, e in extremes))
