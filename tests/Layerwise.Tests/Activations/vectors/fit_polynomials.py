#!/usr/bin/env python3
"""Fits the polynomials of Exponential.cs, Logarithm.cs, Gaussian.cs, NormalDistribution.cs and TruncatedNormal.cs
and prints their coefficients.

Each is the polynomial that minimizes the largest weighted error on its interval (Lawson iteration, in double), with its
coefficients rounded to float one by one, lowest order first, and the others fitted again after each: rounding all at
once would lose up to half an ULP in the leading terms. Needs numpy and scipy.
"""
import math

import numpy as np
from scipy.special import erfinv


def minimax(powers, target, weight, low, high):
    """Coefficients of sum(c * x**p) that minimize max |weight * (sum - target)| on [low, high]."""
    x = (low + high) / 2 + (high - low) / 2 * np.cos(np.linspace(math.pi, 0, 2001))
    scale = max(abs(low), abs(high))
    basis = np.stack([(x / scale) ** p for p in powers], axis=1) * weight(x)[:, None]
    wanted = target(x) * weight(x)
    emphasis = np.full(len(x), 1 / len(x))
    best, least = None, math.inf
    for _ in range(500):
        root = np.sqrt(emphasis)
        solution = np.linalg.lstsq(basis * root[:, None], wanted * root, rcond=None)[0]
        error = np.abs(basis @ solution - wanted)
        if error.max() < least:
            best, least = solution, error.max()
        emphasis = emphasis * error / (emphasis @ error)
    return best / scale ** np.array(powers, dtype=float)


def fit(name, powers, target, weight, low, high, fixed=()):
    """Prints float coefficients; those of `fixed` ((power, value) pairs) are given."""
    given = {p: float(np.float32(v)) for p, v in fixed}
    while len(given) < len(powers):
        free = [p for p in powers if p not in given]
        rest = lambda x: target(x) - sum(c * x ** p for p, c in given.items())
        solution = minimax(free, rest, weight, low, high)
        given[free[0]] = float(np.float32(solution[0]))
    x = np.linspace(low, high, 20001)
    error = np.abs((sum(c * x ** p for p, c in given.items()) - target(x)) * weight(x)).max()
    print(f"{name}: weighted error {error:.2e}")
    for p in sorted(given):
        print(f"    x^{p}: {np.float32(given[p])!r}f".replace("e", "E"))


def rational(name, degree, target, high):
    """Prints float coefficients of a quotient of degrees degree − 1 and degree, of least relative error on [0, high]."""
    t = high * np.linspace(0, 1, 4001) ** 2
    wanted, emphasis, denominator = target(t), np.full(len(t), 1 / len(t)), np.ones_like(t)
    best, least = None, math.inf
    for step in range(400):
        # P − wanted·Q is linear in the coefficients; dividing it by the Q of the step before makes it the error of P/Q.
        columns = [t ** k for k in range(degree)] + [-wanted * t ** k for k in range(1, degree + 1)]
        basis = np.stack(columns, axis=1) / (wanted * denominator)[:, None] * np.sqrt(emphasis)[:, None]
        scale = np.linalg.norm(basis, axis=0)
        c = np.linalg.lstsq(basis / scale, np.sqrt(emphasis) / denominator, rcond=None)[0] / scale
        p = sum(x * t ** k for k, x in enumerate(c[:degree]))
        denominator = 1 + sum(x * t ** (k + 1) for k, x in enumerate(c[degree:]))
        error = np.abs(p / denominator / wanted - 1)
        if error.max() < least:
            best, least = c, error.max()
        if step > 5:
            emphasis = emphasis * (error + error.max() / 100)
            emphasis = emphasis / emphasis.sum()
    print(f"{name}: relative error {least:.2e}")
    for k, x in enumerate(best):
        print(f"    {f'p{k}' if k < degree else f'q{k - degree + 1}'}: {np.float32(x)!r}f".replace("e", "E"))


def normal_tail(t):
    """(1 − Φ(t))·e^(t²/2): from erfc near 0, further out by its continued fraction, which does not cancel."""
    def value(x):
        if x < 5:
            return 0.5 * math.exp(x * x / 2) * math.erfc(x / math.sqrt(2))
        fraction = 0.0
        for k in range(60, 0, -1):
            fraction = k / (x + fraction)
        return 1 / (math.sqrt(2 * math.pi) * (x + fraction))
    return np.array([value(x) for x in t])


def series(first, ratio):
    """A power series whose term k is the term before times ratio(k); free of the cancellation of closed forms near 0."""
    def value(x):
        total = term = np.full_like(x, first)
        for k in range(1, 60):
            term = term * ratio(k, x)
            total = total + term
        return total
    return value


def split(name, value, bits):
    """value = high + low, where high has so few bits that its product with a small whole number is exact."""
    scale = 2.0 ** (bits - 1 - math.floor(math.log2(value)))
    high = math.floor(value * scale) / scale
    print(f"{name}: {np.float32(high)!r}f + {np.float32(value - high)!r}f".replace("e-", "E-"))


if __name__ == "__main__":
    split("ln 2, 12 bits", math.log(2), 12)
    split("2 ln 2, 12 bits", 2 * math.log(2), 12)
    print(f"log2 e: {np.float32(1 / math.log(2))!r}")

    reach = math.log(2) * 1.0001
    # eʳ, relative error
    fit("exp", range(8), np.exp, lambda r: np.exp(-r), -reach, reach, [(0, 1), (1, 1)])

    # (eʳ − 1 − r)/r², such that eʳ − 1 has a small relative error
    reach /= 2
    quotient = series(0.5, lambda k, r: r / (k + 2))
    fit("expm1", range(5), quotient, lambda r: np.where(r == 0, 0, r * r / np.expm1(np.where(r == 0, 1, r))), -reach, reach)

    # (ln(1 + f) − f + f²/2)/f³, such that ln(1 + f) has a small relative error
    low, high = math.sqrt(0.5) - 1, math.sqrt(2) - 1

    def log_quotient(f):
        direct = (np.log1p(f) - f + f * f / 2) / np.where(f == 0, 1, f) ** 3
        near = sum((-f) ** k / (k + 3) for k in range(12))
        return np.where(np.abs(f) < 0.02, near, direct)

    fit("log", range(8), log_quotient, lambda f: np.where(f == 0, 0, f ** 3 / np.log1p(np.where(f == 0, 1, f))), low, high)

    # sin(πw)/w and cos(πw) as polynomials in s = w², |w| ≤ 1/2; absolute error
    pi2 = math.pi ** 2
    fit("sin", range(5), series(math.pi, lambda k, s: -pi2 * s / ((2 * k) * (2 * k + 1))), lambda s: np.sqrt(s), 0, 0.25)
    fit("cos", range(6), series(1.0, lambda k, s: -pi2 * s / ((2 * k - 1) * (2 * k))), lambda s: np.ones_like(s), 0, 0.25, [(0, 1)])

    # √2·erf⁻¹(share·t)/t as a polynomial in w = −ln(1 − (share·t)²), |t| ≤ 1; absolute error of the product with t
    share = math.erf(math.sqrt(2))
    print(f"squared share: {np.float32(share ** 2)!r}")
    t = lambda w: np.sqrt(np.maximum(-np.expm1(-w), 1e-14)) / share
    fit("truncated normal", range(6), lambda w: math.sqrt(2) * erfinv(share * t(w)) / t(w), t, 0, -math.log(1 - share ** 2))

    # (1 − Φ(t))·e^(t²/2), t ≥ 0, as a quotient; relative error
    rational("normal tail", 5, normal_tail, 15)
