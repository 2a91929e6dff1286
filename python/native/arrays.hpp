// Numbers of the library as NumPy arrays: the same bytes, not a copy, and for as long as somebody holds the array.
// Flow: vector or Column -> numpy.ndarray.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace leitmotif::python {

/// The places of an array's dimensions.
using Shape = std::vector<pybind11::ssize_t>;

/// An array over numbers that `owner` keeps alive: it holds the owner, and nobody can write to it.
/// Shape: `shape`, whose product is values.size(). Throws ImportError when NumPy is not there.
template <class T>
[[nodiscard]] pybind11::array shared_array(std::span<const T> values, Shape shape, std::shared_ptr<const void> owner) {
  static const T kNone{};
  auto kept = std::make_unique<std::shared_ptr<const void>>(std::move(owner));
  const pybind11::capsule base(kept.get(), [](void* held) { delete static_cast<std::shared_ptr<const void>*>(held); });
  (void)kept.release();  // the capsule's from here on
  pybind11::array_t<T> array(std::move(shape), values.empty() ? &kNone : values.data(), base);
  array.attr("setflags")(pybind11::arg("write") = false);
  return array;
}

/// A list of numbers as an array of one dimension; the array takes the list over.
template <class T>
[[nodiscard]] pybind11::array owned_array(std::vector<T> values) {
  const auto owner = std::make_shared<const std::vector<T>>(std::move(values));
  return shared_array(std::span<const T>(*owner), {static_cast<pybind11::ssize_t>(owner->size())}, owner);
}

/// A length as Python counts.
[[nodiscard]] constexpr pybind11::ssize_t length(std::size_t count) noexcept {
  return static_cast<pybind11::ssize_t>(count);
}

}  // namespace leitmotif::python
