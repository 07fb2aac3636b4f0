// The matrix products of a network by LIBXSMM, which compiles each of them for its sizes and this processor.

#include <libxsmm.h>

// A kernel for the row-major product C[m][n] = A[m][k] * B[k][n], or C = A * B with A given as [k][m]; null where there is none.
// LIBXSMM's matrices are column-major: a row-major product is the product of the transposed matrices in the other order.
void *product_kernel(int m, int n, int k, int isTransposed) {
    float alpha = 1, beta = 0;
    int flags = isTransposed ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
    int prefetch = LIBXSMM_PREFETCH_NONE;
    int lda = n, ldb = isTransposed ? m : k, ldc = n;
    return (void *)libxsmm_smmdispatch(n, m, k, &lda, &ldb, &ldc, &alpha, &beta, &flags, &prefetch);
}
