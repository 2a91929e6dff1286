// Arrays as NumPy keeps them on disk: a zip archive of .npy files. The second door to libarchive.
// Flow: columns -> NpzFile -> numpy.load. Format: NumPy's "A simple file format for NumPy arrays", version 1.0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif {

/// Writes a file so that it is whole or not there. The same arrays give the same bytes.
class NpzFile {
 public:
  /// Throws io when the folder does not take a file.
  explicit NpzFile(std::filesystem::path path);
  ~NpzFile();
  NpzFile(const NpzFile&) = delete;
  NpzFile& operator=(const NpzFile&) = delete;

  /// An array in row-major order; `columns` 0 makes it one-dimensional, else values.size() is a multiple of it.
  /// Throws io, internal (a size that does not fit).
  void add(std::string_view name, std::span<const float> values, std::size_t columns = 0);
  void add(std::string_view name, std::span<const std::int64_t> values);
  void add(std::string_view name, std::span<const std::int32_t> values);
  void add(std::string_view name, std::span<const std::uint8_t> values);
  /// Well-formed UTF-8, kept as NumPy's fixed-width text of the longest. Throws as above.
  void add(std::string_view name, std::span<const std::string> texts);

  /// Throws io; afterwards the file is at its place or, when it threw, unchanged.
  void commit();

 private:
  struct State;
  void begin(std::string_view name, std::string_view type, std::span<const std::size_t> shape, std::size_t bytes);
  void put(std::string_view bytes);

  std::unique_ptr<State> state_;
};

}  // namespace leitmotif
