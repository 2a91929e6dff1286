// Tables of fields: what is written is what the schema says, on one line or many.
#include "leitmotif/wire/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/json.hpp"
#include "leitmotif/wire/request.hpp"
#include "support/expect_error.hpp"

namespace leitmotif::wire {
namespace {

using leitmotif::testing::error_of;
using ::testing::StartsWith;

struct Part {
  std::string name;
  double share = 0;
};

struct Answer {
  std::int64_t id = 0;
  std::optional<int> year;
  std::string note;
  std::vector<Part> parts;
  std::vector<std::string> names;
  std::vector<float> weights;
};

const Table<Answer>& table() {
  using P = Field<Part>;
  using F = Field<Answer>;
  static const Table<Part> kParts(
      "Part", {P::value("name", &Part::name, any_text()), P::value("share", &Part::share, or_null(any_number()))});
  static const Table<Answer> kTable(
      "Answer",
      {F::value("id", &Answer::id, count("its number")), F::value("year", &Answer::year, or_null(integer(0, 9999))),
       F::some("note", &Answer::note, any_text()), F::list("parts", &Answer::parts, kParts),
       F::value(
           "weights",
           [](const Answer& answer) {
             return Named{answer.names, answer.weights};
           },
           map_of(number(0, 1)))});
  return kTable;
}

Answer full() { return {7, 1999, "n\"ote", {{"a", 1}, {"b", NAN}}, {"x", "y"}, {0.1F, 1.0F}}; }

TEST(Table, WritesItsRowsInOrder) {
  EXPECT_EQ(table().text(full()),
            R"({"id":7,"year":1999,"note":"n\"ote","parts":[{"name":"a","share":1},{"name":"b","share":null}],)"
            R"("weights":{"x":0.1,"y":1}})");
  EXPECT_EQ(table().text({}), R"({"id":0,"year":null,"parts":[],"weights":{}})");
}

TEST(Table, IsLaidOutAsTheDocumentWouldBe) {
  for (const Answer& answer : {full(), Answer{}})
    EXPECT_EQ(table().text(answer, 2), Json::parse(table().text(answer)).dump(2));
}

TEST(Table, HasAClosedSchemaThatItsAnswersFit) {
  const Schema schema = table().schema();
  EXPECT_EQ((*schema)["title"], "Answer");
  EXPECT_EQ((*schema)["additionalProperties"], false);
  EXPECT_EQ((*schema)["required"], Json::array({"id", "year", "parts", "weights"}));
  for (const Answer& answer : {full(), Answer{}})
    EXPECT_NO_THROW(check(*schema, Json::parse(table().text(answer)), "answer"));
  EXPECT_THAT(error_of([&] {
                Json more = Json::parse(table().text({}));
                more["more"] = 1;
                check(*schema, more, "answer");
              }).what(),
              StartsWith("answer.more: is not known"));
}

struct Wish {
  std::int64_t n = 10;
  std::string topic;
  std::vector<std::string> genres;
  bool fresh = false;
};

const Request<Wish>& request() {
  using K = Key<Wish>;
  static const Request<Wish> kRequest(
      "Wish", {K::member("n", &Wish::n, with_default(integer(1, 20, "how many"), 10), {"-n", "N"}),
               K::optional("topic", &Wish::topic, text(0, 5, "a topic"), {"--topic", "TOPIC"}),
               K::member("genre", &Wish::genres, list_of(text(1, 9), 0, 2, "only these"), {"--genre", "GENRE"}),
               K::member("fresh", &Wish::fresh, with_default(truth("new ones"), false), {"--fresh"})});
  return kRequest;
}

TEST(Request, ReadsWhatItShows) {
  const Json document = {{"n", 3}, {"topic", "love"}, {"genre", {"pop"}}, {"fresh", true}};
  const Wish wish = request().read(document);
  EXPECT_EQ(request().show(wish), document);
  EXPECT_EQ(request().show(request().read(Json::object())).dump(), R"({"n":10,"genre":[],"fresh":false})");
  EXPECT_EQ(request().read(Json{{"topic", nullptr}, {"n", 2}}).topic, "");
}

TEST(Request, RefusesWhatDoesNotFit) {
  const auto kind_of = [](const Json& document) { return error_of([&] { (void)request().read(document); }).kind(); };
  EXPECT_EQ(kind_of({{"m", 1}, {"n", 1}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of({{"n", 0}, {"topic", ""}}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of({{"n", 21}, {"topic", ""}}), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of({{"n", 1}, {"topic", "longer"}}), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of({{"n", 1}, {"genre", {"a", "b", "c"}}}), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of(Json::array()), ErrorKind::invalid_argument);
  Wish wish;
  wish.n = 0;
  EXPECT_THAT(error_of([&] { request().check(wish); }).what(), StartsWith("n: expected an integer 1..20, found 0"));
}

TEST(Request, IsACommandLineToo) {
  Json document = Json::object();
  const std::vector<Option> options = request().options(document);
  ASSERT_EQ(options.size(), 4U);
  EXPECT_EQ(options[0].words, "how many (default: 10)");
  EXPECT_EQ(options[2].words, "only these; may be given several times");
  EXPECT_TRUE(options[2].is_list);
  EXPECT_EQ(options[3].value, "");
  using Take = std::function<void(const std::vector<std::string>&)>;
  std::get<Take>(options[0].target)({"4"});
  std::get<Take>(options[2].target)({"pop", "jazz"});
  std::get<Take>(options[3].target)({});
  EXPECT_EQ(document.dump(), R"({"n":4,"genre":["pop","jazz"],"fresh":true})");
  EXPECT_THAT(error_of([&] { std::get<Take>(options[0].target)({"x"}); }).what(),
              StartsWith("-n: expected an integer 1..20, found \"x\""));
}

}  // namespace
}  // namespace leitmotif::wire
