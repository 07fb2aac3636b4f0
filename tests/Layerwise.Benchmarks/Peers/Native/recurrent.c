// What a C programmer writes for one recurrent layer whose sizes are known, with a dense one behind it: weights [in][gates][out], the compiler vectorizes the inner loops.
//
//   RECURRENT(kind, inputs, units, gates, biases)   kind Gru or Lstm; how many vectors of biases lie behind the recurrent weights

#include <math.h>

#define INLINE static inline __attribute__((always_inline))

INLINE float sigmoid(float z) { return 1 / (1 + expf(-z)); }

INLINE void stepGru(int in, int n, const float *restrict w, const float *restrict x, float *restrict h) {
    float a[3 * n], b[3 * n];
    const float *u = w + (in + 1) * 3 * n;
    for (int o = 0; o < 3 * n; o++) a[o] = w[in * 3 * n + o];
    for (int i = 0; i < in; i++) for (int o = 0; o < 3 * n; o++) a[o] += x[i] * w[i * 3 * n + o];
    for (int o = 0; o < 3 * n; o++) b[o] = u[n * 3 * n + o];
    for (int i = 0; i < n; i++) for (int o = 0; o < 3 * n; o++) b[o] += h[i] * u[i * 3 * n + o];
    for (int o = 0; o < 2 * n; o++) a[o] = sigmoid(a[o] + b[o]);
    for (int o = 0; o < n; o++) a[2 * n + o] = tanhf(a[2 * n + o] + a[o] * b[2 * n + o]);
    for (int o = 0; o < n; o++) h[o] = (1 - a[n + o]) * a[2 * n + o] + a[n + o] * h[o];
}

INLINE void stepLstm(int in, int n, const float *restrict w, const float *restrict x, float *restrict h) {
    float a[4 * n];
    const float *u = w + (in + 1) * 4 * n;
    for (int o = 0; o < 4 * n; o++) a[o] = w[in * 4 * n + o];
    for (int i = 0; i < in; i++) for (int o = 0; o < 4 * n; o++) a[o] += x[i] * w[i * 4 * n + o];
    for (int i = 0; i < n; i++) for (int o = 0; o < 4 * n; o++) a[o] += h[i] * u[i * 4 * n + o];
    for (int o = 0; o < 2 * n; o++) a[o] = sigmoid(a[o]);
    for (int o = 2 * n; o < 3 * n; o++) a[o] = tanhf(a[o]);
    for (int o = 3 * n; o < 4 * n; o++) a[o] = sigmoid(a[o]);
    for (int o = 0; o < n; o++) h[n + o] = a[n + o] * h[n + o] + a[o] * a[2 * n + o];
    for (int o = 0; o < n; o++) h[o] = a[3 * n + o] * tanhf(h[n + o]);
}

#define RECURRENT(kind, inputs, units, gates, biases)                                                                  \
    void kind##units##_steps(const float *x, const float *w, float *h, float *y, int steps, int count) {                \
        const float *v = w + (inputs + 1 + units + biases) * gates * units;                                             \
        for (int c = 0; c < count; c++) {                                                                               \
            for (int t = 0; t < steps; t++) {                                                                           \
                step##kind(inputs, units, w, x + t * inputs, h);                                                        \
                float sum = v[units];                                                                                   \
                for (int i = 0; i < units; i++) sum += h[i] * v[i];                                                     \
                y[t] = sum;                                                                                             \
                __asm__ volatile("" ::: "memory");                                                                      \
            }                                                                                                           \
        }                                                                                                               \
    }
