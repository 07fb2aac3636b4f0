"""What docs/coming-from.md asks of Keras, computed with numpy, for machines that have no Keras: the names and meanings are those of Keras 3."""
from types import SimpleNamespace

import numpy


def linear(x):
    return x


def tanh(x):
    return numpy.tanh(x)


def softmax(x):
    e = numpy.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class Dense:
    def __init__(self, units, activation="linear"):
        self.units, self.activation = units, globals()[activation]

    def build(self, width):
        limit = (6 / (width + self.units)) ** 0.5
        self.weights = [numpy.random.uniform(-limit, limit, (width, self.units)), numpy.zeros(self.units)]
        return self.units

    def __call__(self, x):
        return self.activation(x @ self.weights[0] + self.weights[1])

    def get_weights(self):
        return [w.astype(numpy.float32) for w in self.weights]


class BatchNormalization(Dense):
    epsilon = 1e-3

    def __init__(self):
        pass

    def build(self, width):
        self.weights = [numpy.random.uniform(0.5, 1.5, width) for _ in range(4)]
        return width

    def __call__(self, x):
        gamma, beta, mean, variance = self.weights
        return gamma * (x - mean) / numpy.sqrt(variance + self.epsilon) + beta


class Sequential:
    def __init__(self, parts):
        (width,) = parts[0]
        self.input_shape, self.layers = (None, width), parts[1:]
        for layer in self.layers:
            width = layer.build(width)

    def predict(self, x, verbose=0):
        for layer in self.layers:
            x = layer(x)
        return x


def Input(shape):
    return shape


layers = SimpleNamespace(Dense=Dense, BatchNormalization=BatchNormalization)
utils = SimpleNamespace(set_random_seed=numpy.random.seed)
