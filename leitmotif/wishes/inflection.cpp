#include "leitmotif/wishes/inflection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leitmotif::wishes {
namespace {

/// A verb or noun with the forms that no rule gives.
struct Irregular {
  std::string_view word;
  std::string_view forms;  ///< with single blanks between them
};

constexpr auto kIrregular = std::to_array<Irregular>({
    {"beat", "beaten"},
    {"begin", "began begun"},
    {"bite", "bit bitten"},
    {"bleed", "bled"},
    {"blow", "blew blown"},
    {"break", "broke broken"},
    {"bring", "brought"},
    {"build", "built"},
    {"buy", "bought"},
    {"catch", "caught"},
    {"child", "children"},
    {"choose", "chose chosen"},
    {"come", "came"},
    {"cry", "cries cried"},
    {"deal", "dealt"},
    {"die", "dying dyin"},
    {"dream", "dreamt"},
    {"drink", "drank drunk"},
    {"drive", "drove driven"},
    {"eat", "ate eaten"},
    {"fall", "fell fallen"},
    {"feel", "felt"},
    {"fight", "fought"},
    {"find", "found"},
    {"fly", "flew flown flies"},
    {"forget", "forgot forgotten"},
    {"forgive", "forgave forgiven"},
    {"freeze", "froze frozen"},
    {"get", "got gotten"},
    {"give", "gave given"},
    {"go", "went gone goes"},
    {"grow", "grew grown"},
    {"hang", "hung"},
    {"hear", "heard"},
    {"hide", "hid hidden"},
    {"hold", "held"},
    {"keep", "kept"},
    {"kneel", "knelt"},
    {"know", "knew known"},
    {"leave", "left"},
    {"lend", "lent"},
    {"lie", "lying lyin lied"},
    {"light", "lit"},
    {"lose", "lost"},
    {"make", "made"},
    {"man", "men"},
    {"meet", "met"},
    {"pay", "paid"},
    {"ride", "rode ridden"},
    {"ring", "rang rung"},
    {"rise", "rose risen"},
    {"run", "ran"},
    {"say", "said"},
    {"see", "saw seen"},
    {"sell", "sold"},
    {"send", "sent"},
    {"shake", "shook shaken"},
    {"shine", "shone"},
    {"shoot", "shot"},
    {"sing", "sang sung"},
    {"sink", "sank sunk"},
    {"sleep", "slept"},
    {"speak", "spoke spoken"},
    {"spend", "spent"},
    {"stand", "stood"},
    {"steal", "stole stolen"},
    {"swear", "swore sworn"},
    {"sweep", "swept"},
    {"swim", "swam swum"},
    {"swing", "swung"},
    {"take", "took taken"},
    {"teach", "taught"},
    {"tear", "tore torn"},
    {"tell", "told"},
    {"think", "thought"},
    {"throw", "threw thrown"},
    {"wake", "woke woken"},
    {"wear", "wore worn"},
    {"weep", "wept"},
    {"wife", "wives"},
    {"win", "won"},
    {"woman", "women"},
    {"write", "wrote written"},
});

/// The same for all_inflections alone.
constexpr auto kFurther = std::to_array<Irregular>({
    {"bend", "bent"},
    {"burn", "burnt"},
    {"draw", "drew drawn"},
    {"lay", "laid"},
    {"lead", "led"},
    {"mouse", "mice"},
    {"quit", "quitting quittin"},
    {"shut", "shutting"},
    {"sit", "sat"},
    {"slide", "slid"},
    {"spin", "spun"},
    {"spit", "spat"},
    {"spring", "sprang sprung"},
    {"stick", "stuck"},
    {"sting", "stung"},
    {"strike", "struck"},
    {"tooth", "teeth"},
});
/// Forms that are words of their own.
constexpr std::array<std::string_view, 4> kOwnWords = {"broke", "lit", "rose", "saw"};

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

/// Whether the last consonant is doubled before -ed and -ing: "stop", "hug"; not "show", "fix".
bool doubles(std::string_view word) {
  if (word.size() < 3) return false;
  const char last = word.back();
  return !is_vowel(last) && std::string_view("wxy").find(last) == std::string_view::npos &&
         is_vowel(word[word.size() - 2]) && !is_vowel(word[word.size() - 3]);
}

class Forms {
 public:
  void add(std::string form) {
    if (std::find(forms_.begin(), forms_.end(), form) == forms_.end()) forms_.push_back(std::move(form));
  }
  /// The stem as a participle: -ing and the -in of songs.
  void add_participle(const std::string& stem) {
    add(stem + "ing");
    add(stem + "in");
  }
  std::vector<std::string> take() { return std::move(forms_); }

 private:
  std::vector<std::string> forms_;
};

/// Calls with each form of a list until that says true.
template <typename Use>
bool any_form(std::string_view rest, Use use) {
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (use(rest.substr(0, end))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

void add_irregular(std::string_view word, Forms& forms) {
  const auto found = std::lower_bound(kIrregular.begin(), kIrregular.end(), word,
                                      [](const Irregular& one, std::string_view sought) { return one.word < sought; });
  if (found == kIrregular.end() || found->word != word) return;
  any_form(found->forms, [&](std::string_view form) {
    forms.add(std::string(form));
    return false;
  });
}

/// The word of a table that a form is of, or nothing.
template <typename Table>
std::string_view word_of(const Table& table, std::string_view form) {
  for (const Irregular& one : table)
    if (any_form(one.forms, [&](std::string_view other) { return other == form; })) return one.word;
  return {};
}

}  // namespace

std::vector<std::string> inflections(std::string_view word) {
  Forms forms;
  const std::string base(word);
  forms.add(base);
  const bool is_plain =
      !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_plain) return forms.take();
  add_irregular(word, forms);
  const std::string stem = base.substr(0, base.size() - 1);
  forms.add(base + "s");
  forms.add(base + "es");
  forms.add(base + "ed");
  forms.add(base + "d");
  forms.add_participle(base);
  if (base.back() == 'e') forms.add_participle(stem);
  if (base.back() == 'y' && base.size() > 3) {
    forms.add(stem + "ies");
    forms.add(stem + "ied");
  }
  if (doubles(word)) {
    forms.add(base + base.back() + "ed");
    forms.add_participle(base + base.back());
  }
  return forms.take();
}

std::vector<std::string> all_inflections(std::string_view word) {
  Forms forms;
  for (std::string& form : inflections(word)) forms.add(std::move(form));
  for (const Irregular& one : kFurther)
    if (one.word == word)
      any_form(one.forms, [&](std::string_view form) {
        forms.add(std::string(form));
        return false;
      });
  return forms.take();
}

std::string irregular_base(std::string_view form) {
  if (std::find(kOwnWords.begin(), kOwnWords.end(), form) != kOwnWords.end()) return std::string(form);
  std::string_view word = word_of(kIrregular, form);
  if (word.empty()) word = word_of(kFurther, form);
  return std::string(word.empty() ? form : word);
}

}  // namespace leitmotif::wishes
