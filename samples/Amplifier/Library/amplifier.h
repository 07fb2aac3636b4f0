#ifndef AMPLIFIER_H
#define AMPLIFIER_H

#ifdef __cplusplus
extern "C" {
#endif

/* Samples of a second: what the network was trained with. */
#define AMPLIFIER_RATE 44100

/* What one amplifier remembers. Each serves one stream of sound, one call at a time; any number of them may be at work at the same time. */
typedef struct amplifier amplifier;

/* One that has heard nothing yet. It is the only function that allocates memory. */
amplifier *amplifier_create(void);
void amplifier_destroy(amplifier *amplifier);

/* Makes it forget what it has heard. 0, or -1 for a null pointer. */
int amplifier_reset(amplifier *amplifier);

/* The next samples of the stream, as many as there are. Inputs and outputs may be the same memory. Waits for nothing and allocates nothing.
   0, or -1 for a null pointer or a negative count. */
int amplifier_process(amplifier *amplifier, const float *inputs, float *outputs, int count);

/* 1 if this build on this device computes what was seen in training, otherwise 0. */
int amplifier_self_test(void);

#ifdef __cplusplus
}
#endif

#endif
