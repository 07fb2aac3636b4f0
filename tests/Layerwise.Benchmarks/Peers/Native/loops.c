// What a C programmer writes for one network whose sizes are known: weights [in][out], the compiler vectorizes the inner loops.
//
// A training step computes the mean loss too, as ours does.
//
// Included once per network with these defined:
//   NETWORK            prefix of the functions
//   INPUTS, OUTPUTS, PARAMETERS
//   LAYERS(L)          L(index, fanIn, fanOut, activation, offset of its parameters) for each layer, first to last
//   REVERSED(L)        the same, last to first
//   LOSS               MeanSquaredError, BinaryCrossEntropy or CrossEntropy
//   LOSS_SCALE         derivative of the mean loss by z of the last layer is (a - t) * LOSS_SCALE / rows

#include <math.h>
#include <string.h>

#ifndef LOOPS_ONCE
#define LOOPS_ONCE
#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define NAME(what) JOIN(NETWORK, what)
#define INLINE static inline __attribute__((always_inline))

enum { Identity, Relu, Tanh, Sigmoid, Softmax };
enum { MeanSquaredError, BinaryCrossEntropy, CrossEntropy };

INLINE float lossOf(int out, int kind, const float *restrict a, const float *restrict t) {
    float sum = 0;
    if (kind == MeanSquaredError) for (int o = 0; o < out; o++) sum += (a[o] - t[o]) * (a[o] - t[o]) / out;
    if (kind == BinaryCrossEntropy) for (int o = 0; o < out; o++) sum -= (t[o] * logf(a[o]) + (1 - t[o]) * logf(1 - a[o])) / out;
    if (kind == CrossEntropy) for (int o = 0; o < out; o++) sum -= t[o] * logf(a[o]);
    return sum;
}

INLINE void activate(int out, int activation, float *y) {
    if (activation == Relu) for (int o = 0; o < out; o++) y[o] = y[o] > 0 ? y[o] : 0;
    if (activation == Tanh) for (int o = 0; o < out; o++) y[o] = tanhf(y[o]);
    if (activation == Sigmoid) for (int o = 0; o < out; o++) y[o] = 1 / (1 + expf(-y[o]));
    if (activation == Softmax) {
        float max = y[0], sum = 0;
        for (int o = 1; o < out; o++) max = y[o] > max ? y[o] : max;
        for (int o = 0; o < out; o++) y[o] = expf(y[o] - max);
        for (int o = 0; o < out; o++) sum += y[o];
        float scale = 1 / sum;
        for (int o = 0; o < out; o++) y[o] *= scale;
    }
}

// The derivative by z from that by a = phi(z); a softmax is only ever followed by its loss.
INLINE void backwardActivation(int out, int activation, const float *restrict a, float *restrict d) {
    if (activation == Relu) for (int o = 0; o < out; o++) d[o] = a[o] > 0 ? d[o] : 0;
    if (activation == Tanh) for (int o = 0; o < out; o++) d[o] *= 1 - a[o] * a[o];
    if (activation == Sigmoid) for (int o = 0; o < out; o++) d[o] *= a[o] * (1 - a[o]);
}
#endif

#define DENSE(index, in, out, activation, offset)                                                   \
    INLINE void JOIN(NAME(dense), index)(const float *restrict x, const float *restrict w, float *restrict y) { \
        float sum[out];                                                                             \
        for (int o = 0; o < out; o++) sum[o] = w[in * out + o];                                     \
        for (int i = 0; i < in; i++)                                                                \
            for (int o = 0; o < out; o++) sum[o] += x[i] * w[i * out + o];                          \
        activate(out, activation, sum);                                                             \
        for (int o = 0; o < out; o++) y[o] = sum[o];                                                \
    }
LAYERS(DENSE)

INLINE void NAME(forward)(const float *x, const float *p, float *y) {
#define STEP(index, in, out, activation, offset) \
    float a##index[out];                         \
    JOIN(NAME(dense), index)(x, p + offset, a##index); \
    x = a##index;
    LAYERS(STEP)
#undef STEP
    memcpy(y, x, OUTPUTS * sizeof(float));
}

void NAME(sample)(const float *x, const float *p, float *y, int count) {
    for (int i = 0; i < count; i++) {
        NAME(forward)(x, p, y);
        __asm__ volatile("" ::: "memory");
    }
}

void NAME(serial)(float *x, const float *p, float *y, int count) {
    for (int i = 0; i < count; i++) {
        NAME(forward)(x, p, y);
        for (int o = 0; o < OUTPUTS && o < INPUTS; o++) x[o] = y[o];
        __asm__ volatile("" ::: "memory");
    }
}

void NAME(batch)(const float *x, const float *p, float *y, int rows, int count) {
    for (int i = 0; i < count; i++) {
        for (int row = 0; row < rows; row++) NAME(forward)(x + row * INPUTS, p, y + row * OUTPUTS);
        __asm__ volatile("" ::: "memory");
    }
}

// One sample after the other: forward, backward, gradients added up; then a step of plain gradient descent.
INLINE float NAME(step)(const float *inputs, const float *targets, float *restrict p, float *restrict g, int rows, float rate) {
    memset(g, 0, PARAMETERS * sizeof(float));
    float loss = 0;
    for (int row = 0; row < rows; row++) {
        const float *x = inputs + row * INPUTS;
#define STEP(index, in, out, activation, offset) \
    const float *x##index = x;                   \
    float a##index[out], d##index[in > out ? in : out]; \
    JOIN(NAME(dense), index)(x, p + offset, a##index); \
    x = a##index;
        LAYERS(STEP)
#undef STEP
        loss += lossOf(OUTPUTS, LOSS, x, targets + row * OUTPUTS);
        float delta[OUTPUTS], *d = delta;
        for (int o = 0; o < OUTPUTS; o++) delta[o] = (x[o] - targets[row * OUTPUTS + o]) * (LOSS_SCALE / rows);
#define STEP(index, in, out, activation, offset)                                        \
    if (index < LAST) backwardActivation(out, activation, a##index, d);                 \
    for (int o = 0; o < out; o++) g[offset + in * out + o] += d[o];                     \
    for (int i = 0; i < in; i++)                                                        \
        for (int o = 0; o < out; o++) g[offset + i * out + o] += x##index[i] * d[o];    \
    if (index > 0) {                                                                    \
        for (int i = 0; i < in; i++) {                                                  \
            float sum = 0;                                                              \
            for (int o = 0; o < out; o++) sum += p[offset + i * out + o] * d[o];        \
            d##index[i] = sum;                                                          \
        }                                                                               \
        d = d##index;                                                                   \
    }
        REVERSED(STEP)
#undef STEP
    }
    for (int i = 0; i < PARAMETERS; i++) p[i] -= rate * g[i];
    return loss / rows;
}

float NAME(train)(const float *inputs, const float *targets, float *p, float *g, int rows, float rate, int count) {
    float loss = 0;
    for (int i = 0; i < count; i++) {
        loss += NAME(step)(inputs, targets, p, g, rows, rate);
        __asm__ volatile("" ::: "memory");
    }
    return loss;
}

#undef NETWORK
#undef INPUTS
#undef OUTPUTS
#undef PARAMETERS
#undef LAYERS
#undef REVERSED
#undef LAST
#undef LOSS
#undef LOSS_SCALE
#undef DENSE
