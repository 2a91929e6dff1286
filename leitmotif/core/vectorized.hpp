// Marks a function whose loops are worth compiling for newer processors as well; the right copy is chosen when the
// program starts.
#pragma once

// Levels, not names: a name such as skylake-avx512 is taken for that very processor and for none that came after it.
// Sanitizers are not ready yet when that choice is made, and clang 14 does not know these names.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define LEITMOTIF_VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LEITMOTIF_VECTORIZED
#endif
