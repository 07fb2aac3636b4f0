#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "amplifier.h"

/* Samples that a sound card asks for at a time. */
#define BLOCK 64

/* Of a file with one channel of 16 bits and a header of 44 bytes, as the sample writes them. */
#define HEADER 44

static int sample_at(const unsigned char *bytes, long i)
{
    int value = bytes[HEADER + 2 * i] | bytes[HEADER + 2 * i + 1] << 8;
    return value < 32768 ? value : value - 65536;
}

static unsigned char *read_file(const char *path, long *length)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) return NULL;
    *length = ftell(file);
    rewind(file);
    unsigned char *bytes = *length > HEADER ? malloc((size_t)*length) : NULL;
    if (bytes && fread(bytes, 1, (size_t)*length, file) != (size_t)*length) bytes = NULL;
    fclose(file);
    return bytes;
}

int main(int count, char **arguments)
{
    if (count != 4)
    {
        fprintf(stderr, "usage: %s strings.wav circuit.wav native.wav\n", arguments[0]);
        return 1;
    }

    long length, wanted_length;
    unsigned char *bytes = read_file(arguments[1], &length), *wanted = read_file(arguments[2], &wanted_length);
    if (!bytes || !wanted || length != wanted_length)
    {
        fprintf(stderr, "expected two files of sound of the same length\n");
        return 1;
    }

    long samples = (length - HEADER) / 2;
    float *sound = malloc((size_t)samples * sizeof(float));
    amplifier *amplifier = amplifier_create();
    if (!sound || !amplifier) return 1;
    for (long i = 0; i < samples; i++) sound[i] = (float)sample_at(bytes, i) / 32767;

    clock_t start = clock();
    for (long at = 0; at < samples; at += BLOCK)
    {
        amplifier_process(amplifier, sound + at, sound + at, (int)(samples - at < BLOCK ? samples - at : BLOCK));
    }

    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    amplifier_destroy(amplifier);

    double error = 0, signal = 0;
    for (long i = 0; i < samples; i++)
    {
        double expected = sample_at(wanted, i) / 32767.0;
        error += (sound[i] - expected) * (sound[i] - expected);
        signal += expected * expected;
        float clipped = sound[i] < -1 ? -1 : sound[i] > 1 ? 1 : sound[i];
        int value = (int)(clipped * 32767);
        bytes[HEADER + 2 * i] = (unsigned char)(value & 255);
        bytes[HEADER + 2 * i + 1] = (unsigned char)(value >> 8 & 255);
    }

    FILE *file = fopen(arguments[3], "wb");
    if (!file || fwrite(bytes, 1, (size_t)length, file) != (size_t)length || fclose(file)) return 1;

    printf("native library, blocks of %d: %.0f ns per sample, %.0f times as fast as it sounds\n", BLOCK, 1e9 * seconds / (double)samples, (double)samples / AMPLIFIER_RATE / seconds);
    printf("error-to-signal ratio: %.2f %%\n", 100 * error / signal);
    printf("self-test: %s\n", amplifier_self_test() ? "passed" : "FAILED");
    return !amplifier_self_test();
}
