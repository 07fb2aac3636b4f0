#!/usr/bin/env python3
"""Writes sklearn_metrics.json: answers, and what scikit-learn says of them. Run with the python3 that has scikit-learn 1.2 or later."""
import json
import pathlib

import numpy as np
from sklearn import metrics

rng = np.random.default_rng(7)


def floats(values):
    """The numbers as float holds them."""
    return np.asarray(values, dtype=np.float32)


def scores(values):
    precision, recall, f1, _ = values
    return [precision, recall, f1]


def classes(count, rows, missing=()):
    allowed = [label for label in range(count) if label not in missing]
    labels = rng.choice(allowed, rows, p=rng.dirichlet(np.ones(len(allowed))))
    logits = rng.normal(size=(rows, count)) + 1.5 * np.eye(count)[labels]
    outputs = floats(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))
    predicted = outputs.argmax(axis=1)
    every = list(range(count))
    options = dict(labels=every, zero_division=0)
    each = metrics.precision_recall_fscore_support(labels, predicted, **options)
    probabilities = outputs.astype(np.float64)
    confidence = probabilities.max(axis=1)
    bins = np.clip(np.ceil(confidence * 10).astype(int) - 1, 0, 9)
    error = sum(abs(confidence[bins == b].sum() - (predicted == labels)[bins == b].sum()) for b in range(10)) / rows
    return {
        "classCount": count,
        "labels": labels.tolist(),
        "outputs": outputs.flatten().tolist(),
        "matrix": metrics.confusion_matrix(labels, predicted, labels=every).flatten().tolist(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "precision": each[0].tolist(),
        "recall": each[1].tolist(),
        "f1": each[2].tolist(),
        "macro": scores(metrics.precision_recall_fscore_support(labels, predicted, average="macro", **options)),
        "weighted": scores(metrics.precision_recall_fscore_support(labels, predicted, average="weighted", **options)),
        "logLoss": float(-np.log(probabilities[np.arange(rows), labels]).mean()),
        "calibrationError": error,
    }


def ranking(rows, share, digits):
    positive = rng.random(rows) < share
    positive[0], positive[1] = True, False
    values = floats(np.round(rng.normal(size=rows) + positive, digits))
    rates = metrics.roc_curve(positive, values, drop_intermediate=False)
    precision, recall, thresholds = metrics.precision_recall_curve(positive, values)
    return {
        "scores": values.tolist(),
        "isPositive": positive.tolist(),
        "auc": metrics.roc_auc_score(positive, values),
        "falsePositiveRates": rates[0].tolist(),
        "truePositiveRates": rates[1].tolist(),
        "averagePrecision": metrics.average_precision_score(positive, values),
        "precisions": precision[::-1].tolist(),
        "recalls": recall[::-1].tolist(),
        "thresholds": thresholds[::-1].tolist(),
    }


def regression(size, rows, offset, constant=False):
    targets = floats(rng.normal(size=(rows, size)) + offset)
    if constant:
        targets[:, 0] = offset
    outputs = floats(targets + 0.3 * rng.normal(size=(rows, size)))
    y, a = targets.astype(np.float64), outputs.astype(np.float64)
    return {
        "outputSize": size,
        "targets": targets.flatten().tolist(),
        "outputs": outputs.flatten().tolist(),
        "mae": metrics.mean_absolute_error(y, a, multioutput="raw_values").tolist(),
        "rmse": np.sqrt(metrics.mean_squared_error(y, a, multioutput="raw_values")).tolist(),
        "r2": metrics.r2_score(y, a, multioutput="raw_values").tolist(),
        "meanR2": metrics.r2_score(y, a),
    }


everything = {
    "classes": [classes(2, 40), classes(3, 60), classes(5, 90, missing=(3,)), classes(10, 200)],
    "rankings": [ranking(30, 0.5, 6), ranking(80, 0.1, 1), ranking(50, 0.9, 0)],
    "regressions": [regression(1, 20, 0), regression(3, 40, 1000), regression(2, 15, 5, constant=True)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(everything, separators=(",", ":")).replace("},{", "},\n{") + "\n")
