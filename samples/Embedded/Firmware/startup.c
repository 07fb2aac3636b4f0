/* What runs before main on a Cortex-M4: the vectors, the floating-point unit, and memory as C wants it. */
#include <stdint.h>
#include <stdlib.h>

extern uint32_t stack_top, data_source, data_start, data_end, bss_start, bss_end;
extern void initialise_monitor_handles(void);
extern int main(void);

void reset(void);

__attribute__((section(".vectors"), used)) static void *const vectors[2] = { &stack_top, (void *)reset };

void reset(void)
{
    *(volatile uint32_t *)0xE000ED88 |= 0xFu << 20;
    uint32_t *from = &data_source;
    for (uint32_t *to = &data_start; to < &data_end; to++) *to = *from++;
    for (uint32_t *to = &bss_start; to < &bss_end; to++) *to = 0;
#ifdef SEMIHOSTING
    initialise_monitor_handles();
    exit(main());
#else
    main();
    for (;;) { }
#endif
}
