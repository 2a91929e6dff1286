// The door to pybind11: the module itself, and errors on their way to Python.
#include "python/native/module.hpp"

#include <chrono>
#include <string>

#include "leitmotif/core/error.hpp"

namespace py = pybind11;

namespace leitmotif::python {

void check_signals() {
  const py::gil_scoped_acquire lock;
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

OnProgress stopping_progress() {
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kBetween(200);
  return [next = Clock::now() + kBetween](const Progress&) mutable {
    if (Clock::now() < next) return;
    check_signals();
    next = Clock::now() + kBetween;
  };
}

namespace {

/// Raises the exception of leitmotif.errors for a kind.
void raise_in_python(const Error& error) {
  const py::object make = py::module_::import("leitmotif.errors").attr("error_of_kind");
  const py::object raised = make(std::string(mapping_of(error.kind()).name), std::string(error.what()));
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(raised.ptr())), raised.ptr());
}

}  // namespace
}  // namespace leitmotif::python

PYBIND11_MODULE(_native, module) {
  module.doc() = "What the package leitmotif is made of; use leitmotif itself.";
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const leitmotif::Error& error) {
      leitmotif::python::raise_in_python(error);
    }
  });
  module.attr("version") = LEITMOTIF_VERSION;
  leitmotif::python::define_reader(module);
  leitmotif::python::define_library(module);
  leitmotif::python::define_learning(module);
}
