// The model file: tensors and text in the safetensors form, which Python's safetensors library reads as it is.
// Flow: written by training, mapped by models.
// Source: the safetensors format (8-byte little-endian header size, JSON header, tensor bytes). Ours on top of it: the
// header ends on a multiple of 64 bytes, and `digest` holds the SHA-256 of the whole file with the digest's own 64
// characters written as zeros, so that a change of any byte is noticed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/files.hpp"

namespace leitmotif::models {

/// What this program writes into `format_version` and the newest it reads.
inline constexpr int kFormatVersion = 1;

/// Numbers with a shape, row-major. The numbers belong to somebody else.
struct TensorView {
  std::vector<std::size_t> shape;
  std::span<const float> values;
};

/// A model file mapped into memory. The tensors' numbers live as long as this object.
class ModelFile {
 public:
  /// Throws not_found and io as MappedFile; corrupt_data for anything that is not a whole, unchanged Leitmotif model;
  /// unsupported for a newer format version. Cost: one digest of the file.
  [[nodiscard]] static ModelFile load(const std::filesystem::path& path);

  /// The text under `key`. Throws corrupt_data when it is not there.
  [[nodiscard]] const std::string& text(const std::string& key) const;
  /// The tensor `name`, which must have `shape`. Throws corrupt_data when it is not there or has another shape.
  [[nodiscard]] std::span<const float> tensor(const std::string& name, const std::vector<std::size_t>& shape) const;
  /// The shape of the tensor `name`. Throws corrupt_data when it is not there.
  [[nodiscard]] const std::vector<std::size_t>& shape(const std::string& name) const;
  /// The digest of the whole file: the model's identity.
  [[nodiscard]] const std::string& id() const { return text("digest"); }
  /// Where it was read from, for messages.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Size of the file.
  [[nodiscard]] std::size_t bytes() const noexcept { return file_.bytes().size(); }
  /// Every text by its key, `digest` among them.
  [[nodiscard]] const std::map<std::string, std::string>& texts() const noexcept { return texts_; }
  /// Every tensor by its name; the numbers may be anything.
  [[nodiscard]] const std::map<std::string, TensorView>& tensors() const noexcept { return tensors_; }

 private:
  explicit ModelFile(const std::filesystem::path& path) : path_(path), file_(path) {}
  void read_header();
  void check_digest() const;

  std::filesystem::path path_;
  MappedFile file_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, TensorView> tensors_;
};

/// Writes a model file, whole or not at all; `format`, `format_version` and `digest` are added to `texts`.
/// The same input gives the same bytes. Throws io.
void write_model_file(const std::filesystem::path& path, std::map<std::string, std::string> texts,
                      const std::map<std::string, TensorView>& tensors);

}  // namespace leitmotif::models
