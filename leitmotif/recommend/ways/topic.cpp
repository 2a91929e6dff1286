// A topic: how probable it is.
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::recommend {
namespace {

class TopicWay final : public Way {
 public:
  TopicWay(const Library& library, std::size_t topic) : library_(library), topic_(topic) {}

  [[nodiscard]] PartKind kind() const noexcept override { return PartKind::topic; }
  void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> /*group*/) const override {
    const std::size_t topics = library_.topics;
    const std::span<const float> probability = library_.probability.piece(begin * topics, values.size() * topics);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = probability[i * topics + topic_];
  }
  [[nodiscard]] Match match(std::size_t song) const override {
    return {double{library_.probability_of(song, topic_)}, std::nullopt};
  }

 private:
  const Library& library_;
  std::size_t topic_;
};

}  // namespace

const WayRow kTopicWay = {
    PartKind::topic, [](const Query& query) { return query.topic.has_value(); }, [](const Query&) {},
    [](const Library& library, const Query& query) {
      if (*query.topic >= library.topics)
        throw Error(ErrorKind::invalid_argument, "topic number " + std::to_string(*query.topic) + ": the library has " +
                                                     std::to_string(library.topics) + " topics, counted from 0");
    },
    [](const Library& library, const Query& query) -> std::unique_ptr<Way> {
      return std::make_unique<TopicWay>(library, *query.topic);
    }};

}  // namespace leitmotif::recommend
