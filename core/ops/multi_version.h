#pragma once

// Compiles a function once per instruction set and lets the loader pick the best one, so that one binary is fast on every
// x86-64 machine. Sanitizers start too late for the resolver this needs, so their builds keep the plain version.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(ATTNSCOPE_SANITIZED)
#define ATTNSCOPE_MULTI_VERSION __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ATTNSCOPE_MULTI_VERSION
#endif
