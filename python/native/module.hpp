// The parts of the module `leitmotif._native`, which the pure Python beside it gives its names and its manners.
// Flow: module.cpp -> one function a part.
#pragma once

#include <pybind11/pybind11.h>

#include "leitmotif/core/progress.hpp"

namespace leitmotif::python {

/// A model with the pipelines in front of it, and the answers of a batch.
void define_reader(pybind11::module_& module);
/// A library, and its columns as arrays.
void define_library(pybind11::module_& module);

/// TF-IDF rows and linear models that are learned from lyrics.
void define_learning(pybind11::module_& module);

/// Lets Ctrl-C end long work: throws what Python's handler raised. May be called without the global lock.
void check_signals();
/// Progress that only looks for Ctrl-C, a few times a second at most.
[[nodiscard]] OnProgress stopping_progress();

}  // namespace leitmotif::python
