// What a C programmer writes for two causal convolutions whose sizes are known, with a dense layer behind them: weights [kernel][in][out], rings of the steps before.
//
//   CAUSAL(filters, kernel, dilation)   one number in; the second convolution has the dilation

INLINE void tap(int in, int n, const float *restrict w, const float *restrict x, float *restrict a) {
    for (int i = 0; i < in; i++) for (int o = 0; o < n; o++) a[o] += x[i] * w[i * n + o];
}

INLINE void convolve(int in, int n, int kernel, int dilation, const float *restrict w, const float *restrict x, float *restrict ring, int *place, float *restrict y) {
    int length = (kernel - 1) * dilation, oldest = *place;
    float a[n];
    for (int o = 0; o < n; o++) a[o] = w[kernel * in * n + o];
    for (int k = 0; k < kernel - 1; k++) {
        int row = oldest + k * dilation;
        if (row >= length) row -= length;
        tap(in, n, w + k * in * n, ring + row * in, a);
    }
    tap(in, n, w + (kernel - 1) * in * n, x, a);
    for (int o = 0; o < n; o++) y[o] = tanhf(a[o]);
    for (int i = 0; i < in; i++) ring[oldest * in + i] = x[i];
    *place = oldest + 1 == length ? 0 : oldest + 1;
}

#define CAUSAL(n, kernel, dilation)                                                                                    \
    void Causal##n##By2_steps(const float *x, const float *w, float *h, float *y, int steps, int count) {               \
        const float *u = w + (kernel + 1) * n, *v = u + (kernel * n + 1) * n;                                           \
        int first = 0, second = 0;                                                                                      \
        for (int c = 0; c < count; c++) {                                                                               \
            for (int t = 0; t < steps; t++) {                                                                           \
                float a[n], b[n];                                                                                       \
                convolve(1, n, kernel, 1, w, x + t, h, &first, a);                                                      \
                convolve(n, n, kernel, dilation, u, a, h + kernel - 1, &second, b);                                     \
                float sum = v[n];                                                                                       \
                for (int i = 0; i < n; i++) sum += b[i] * v[i];                                                         \
                y[t] = sum;                                                                                             \
                __asm__ volatile("" ::: "memory");                                                                      \
            }                                                                                                           \
        }                                                                                                               \
    }
