#include "leitmotif/collection/tag_parts.hpp"

#include <taglib/apetag.h>
#include <taglib/asftag.h>
#include <taglib/flacfile.h>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2tag.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/trueaudiofile.h>
#include <taglib/wavfile.h>
#include <taglib/xiphcomment.h>

namespace leitmotif::collection {
namespace {

/// Attributes of WMA that TagLib has no common name for.
void add_free_fields(const TagLib::ASF::Tag& tag, TagLib::PropertyMap& properties) {
  for (const auto& [key, values] : tag.attributeListMap())
    if (const TagLib::String field = key.upper(); !properties.contains(field))
      for (const TagLib::ASF::Attribute& value : values)
        if (value.type() != TagLib::ASF::Attribute::BytesType) properties[field].append(value.toString());
}

/// Free fields of MP4 that TagLib has no common name for, and its rating of contents, under the name others have for
/// it.
void add_free_fields(const TagLib::MP4::Tag& tag, TagLib::PropertyMap& properties) {
  for (const auto& [key, item] : tag.itemMap())
    if (const TagLib::String name = key.upper(); name.startsWith("----:COM.APPLE.ITUNES:"))
      if (const TagLib::String field = name.substr(22); !properties.contains(field))
        properties.insert(field, item.toStringList());
  if (tag.contains("rtng") && !properties.contains("ITUNESADVISORY"))
    properties.insert("ITUNESADVISORY", TagLib::StringList(TagLib::String::number(tag.item("rtng").toByte())));
}

}  // namespace

std::vector<TagPart> tag_parts(TagLib::File& file, const TagLib::ID3v2::Tag* second) {
  std::vector<TagPart> parts;
  // TagLib's `properties` is not virtual, so each tag is asked as what it is.
  const auto add = [&](const auto* tag, bool guess) {
    if (tag != nullptr) parts.push_back({tag->properties(), guess});
  };
  if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) {
    add(mpeg->hasID3v2Tag() ? mpeg->ID3v2Tag() : nullptr, true);
    add(second, true);
    add(mpeg->hasAPETag() ? mpeg->APETag() : nullptr, true);
    add(mpeg->hasID3v1Tag() ? mpeg->ID3v1Tag() : nullptr, true);
  } else if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(&file)) {
    add(flac->hasXiphComment() ? flac->xiphComment() : nullptr, false);
    add(flac->hasID3v2Tag() ? flac->ID3v2Tag() : nullptr, true);
    add(flac->hasID3v1Tag() ? flac->ID3v1Tag() : nullptr, true);
  } else if (const auto* wav = dynamic_cast<TagLib::RIFF::WAV::File*>(&file)) {
    add(wav->hasID3v2Tag() ? wav->ID3v2Tag() : nullptr, true);
    add(wav->hasInfoTag() ? wav->InfoTag() : nullptr, true);
  } else if (auto* tta = dynamic_cast<TagLib::TrueAudio::File*>(&file)) {
    add(tta->hasID3v2Tag() ? tta->ID3v2Tag() : nullptr, true);
    add(tta->hasID3v1Tag() ? tta->ID3v1Tag() : nullptr, true);
  } else {
    const bool id3 = dynamic_cast<TagLib::ID3v2::Tag*>(file.tag()) != nullptr;
    parts.push_back({file.properties(), id3});
    if (const auto* tag = dynamic_cast<TagLib::ASF::Tag*>(file.tag())) add_free_fields(*tag, parts.back().properties);
    if (const auto* tag = dynamic_cast<TagLib::MP4::Tag*>(file.tag())) add_free_fields(*tag, parts.back().properties);
  }
  return parts;
}

TagText reader_of(const std::vector<TagPart>& parts) {
  TagText reader;
  for (const TagPart& part : parts)
    for (const auto& [key, values] : part.properties)
      for (const TagLib::String& value : values)
        if (part.guess) reader.learn(value);
  reader.settle();
  return reader;
}

TagLib::PropertyMap joined_parts(const std::vector<TagPart>& parts) {
  const TagText reader = reader_of(parts);
  TagLib::PropertyMap joined;
  for (const TagPart& part : parts)
    for (const auto& [key, values] : part.properties) {
      if (joined.contains(key)) continue;
      TagLib::StringList texts;
      for (const TagLib::String& value : values)
        if (const std::string text = reader.utf8(value, part.guess); !text.empty())
          texts.append(TagLib::String(text, TagLib::String::UTF8));
      if (!texts.isEmpty()) joined.insert(key, texts);
    }
  return joined;
}

}  // namespace leitmotif::collection
