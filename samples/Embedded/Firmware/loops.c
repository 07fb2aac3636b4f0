/* The digits classifier as one writes it by hand, or a converter that knows nothing of registers: a loop over the outputs, and in it one over the inputs. It stands in for
   digit_reader.c, whose weights it takes, to compare both. */
#define digit_reader_forward emitted_forward
#define digit_reader_self_test emitted_self_test
#include "digit_reader.c"
#undef digit_reader_forward
#undef digit_reader_self_test

void digit_reader_forward(const float *inputs, float *outputs);
int digit_reader_self_test(void);

static void layer(const float *inputs, int fan_in, const float *weights, const float *biases, float *outputs, int fan_out)
{
    for (int j = 0; j < fan_out; j++)
    {
        float sum = biases[j];
        for (int i = 0; i < fan_in; i++) sum += inputs[i] * weights[i * fan_out + j];
        outputs[j] = sum;
    }
}

void digit_reader_forward(const float *inputs, float *outputs)
{
    layer(inputs, 64, weights1, biases1, hidden, 32);
    for (int j = 0; j < 32; j++) hidden[j] = hidden[j] > 0 ? hidden[j] : 0;
    layer(hidden, 32, weights2, biases2, outputs, 10);
    float largest = outputs[0], sum = 0;
    for (int j = 1; j < 10; j++) largest = outputs[j] > largest ? outputs[j] : largest;
    for (int j = 0; j < 10; j++) sum += outputs[j] = expf(outputs[j] - largest);
    for (int j = 0; j < 10; j++) outputs[j] /= sum;
}

int digit_reader_self_test(void)
{
    float found[10];
    for (int sample = 0; sample < 8; sample++)
    {
        digit_reader_forward(self_test_inputs + 64 * sample, found);
        for (int j = 0; j < 10; j++)
        {
            if (!(fabsf(found[j] - self_test_outputs[10 * sample + j]) <= 1e-4f)) return 0;
        }
    }

    return 1;
}
