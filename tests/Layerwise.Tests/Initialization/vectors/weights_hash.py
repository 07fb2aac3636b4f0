#!/usr/bin/env python3
"""Prints the SHA-256 of 10 000 weights, uniform, normal and truncated normal, of seed 20 and layer 1, as InitializersTests pins them.

Written from the definition in numpy's float32, so that the pinned bits are not just what the library happened to give.
"""
import hashlib

import numpy as np

f = np.float32
COUNT, SEED, STREAM, DOMAIN = 10_000, 20, 1, 0


def philox(counter, key):
    """Philox4x32-10 of arrays of counter words, in unsigned 64-bit arithmetic."""
    x, (k0, k1), mask = list(counter), key, np.uint64(0xFFFFFFFF)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * x[0], np.uint64(0xCD9E8D57) * x[2]
        high0, high1 = p0 >> np.uint64(32), p1 >> np.uint64(32)
        x = [high1 ^ x[1] ^ np.uint64(k0), p1 & mask, high0 ^ x[3] ^ np.uint64(k1), p0 & mask]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return x


def uniform(words):
    signed = words.astype(np.uint32).view(np.int32) >> 8
    return (signed.astype(f) + f(0.5)) * f(2.0 ** -23)


def horner(x, coefficients):
    total = f(coefficients[-1])
    for c in reversed(coefficients[:-1]):
        total = x * total + f(c)
    return total


def log(x):
    bits = x.view(np.int32)
    exponent = (bits - np.int32(0x3F3504F3)) >> 23
    g = (bits - (exponent << 23)).view(f) - f(1)
    e, g2 = exponent.astype(f), g * g
    c = [0.3333333, -0.2500082, 0.20001242, -0.16623409, 0.1420158, -0.1315961, 0.12762217, -0.07636439]
    pairs = [g * f(c[i + 1]) + f(c[i]) for i in range(0, 8, 2)]
    polynomial = pairs[0] + g2 * (pairs[1] + g2 * (pairs[2] + g2 * pairs[3]))
    tail = (g2 * g * polynomial + e * f(3.1946183e-05)) - g2 * f(0.5)
    return e * f(0.69311523) + (g + tail)


def normal(a, b):
    radius = np.sqrt(f(-2) * log(uniform(a) * f(0.5) + f(0.5)))
    t = uniform(b)
    w = np.abs(t) - f(0.5)
    w2 = w * w
    sine = w * horner(w2, [3.1415925, -5.167702, 2.5499578, -0.5976253, 0.076433405])
    y = radius * horner(w2, [1, -4.934802, 4.0587053, -1.3351616, 0.23468375, -0.023963781])
    return radius * sine, np.where(t > 0, y, f(0) - y)


def truncated(words):
    t, two = uniform(words), f(2)
    w = f(0) - log(f(1) - t * t * f(0.91106975))
    quantile = t * horner(w, [1.1962912, 0.31314915, 0.015717214, -0.0033259375, -6.619312e-05, 3.953539e-05])
    return np.maximum(np.minimum(quantile, two), -two)


def show(name, words):
    """Element 64·g + 16·w + k comes from word w of block 16·g + k."""
    weights = np.stack([w.reshape(-1, 16) for w in words], axis=1).reshape(-1)[:COUNT]
    assert weights.dtype == f
    print(name, hashlib.sha256(weights.astype("<f4").tobytes()).hexdigest().upper())


if __name__ == "__main__":
    blocks = np.arange((COUNT + 63) // 64 * 16, dtype=np.uint64)
    zeros = np.zeros_like(blocks)
    words = philox([blocks, zeros, zeros + np.uint64(STREAM), zeros + np.uint64(DOMAIN)], (SEED & 0xFFFFFFFF, SEED >> 32))
    show("uniform", [uniform(w) for w in words])
    show("normal", [*normal(words[0], words[1]), *normal(words[2], words[3])])
    show("truncated", [truncated(w) for w in words])
