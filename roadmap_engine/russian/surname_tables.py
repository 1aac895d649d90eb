"""Surnames whose declension their last letters do not show.

The classes and their reasons are those of the handbooks: Д. Э. Розенталь, «Справочник по
правописанию и литературной правке», §§ 149–150, and Л. П. Калакуцкая, «Фамилии. Имена. Отчества».
A word stands here because of the class it belongs to, never because of one bearer.
"""

from __future__ import annotations

from roadmap_engine.russian.letters import word_set

__all__ = [
    "ADJECTIVES_IN_CHY",
    "ADJECTIVES_IN_NY",
    "ADJECTIVES_STRESSED",
    "BEARER_DECIDES",
    "FOREIGN_IN_IKH",
    "FOREIGN_IN_OV_IN",
    "FOREIGN_OR_RUSSIAN",
    "FROZEN_FIRST_PARTS",
    "FROZEN_LAST_PARTS",
    "INDECLINABLE",
    "NOUNS_IN_AYA",
    "NOUNS_IN_INA",
    "NOUNS_IN_OVA",
    "NOUNS_IN_OY",
    "POSSESSIVE_ADJECTIVES",
    "STABLE_VOWEL",
    "STRESSED_IN_A",
    "STRESSED_IN_HUSHER",
    "SURNAME_ENDINGS",
    "THIRD_DECLENSION",
    "UNSTRESSED_IN_A",
    "UNSTRESSED_IN_HUSHER",
]

# French surnames in a stressed «-а», «-я» are not declined (Розенталь, § 149).
INDECLINABLE = word_set("дюма дега петипа люка тома золя труайя делакруа ферма")

# Common nouns that lose a vowel: the family says whether its name loses it too («Воробья» or
# «Воробея»; Калакуцкая). Polysyllables in «-ец», «-ок», «-ёк», «-ень» are found by their endings.
BEARER_DECIDES = word_set(
    "заяц соловей воробей горобей муравей ручей репей улей чирей лев орел орёл козел козёл осел осёл "
    "щегол дятел пепел котел котёл журавель стебель щавель кашель бобер бобёр ветер шатер шатёр костер "
    "костёр ковер ковёр осетер осётр багор бугор хохол чехол угол узел посол рот лоб лед лёд пес пёс сон "
    "день пень овес овёс огонь уголь ноготь коготь локоть лапоть деготь дёготь ломоть павел хребет ров мох"
)

# Feminine nouns of the third declension: whether a man so named declines his name, and by which
# declension, is disputed (Грусть, Мозоль, Метель).
THIRD_DECLENSION = word_set(
    "грусть мозоль астрахань рысь боль соль моль печать тень лень пыль роль сталь цель степь смерть кость "
    "лошадь тетрадь площадь жизнь осень весть честь власть страсть радость старость горсть ночь мышь дочь "
    "речь печь рожь ложь вещь помощь гладь сирень морковь скатерть пристань рать суть нить сеть метель "
    "сажень церковь любовь вошь капель постель медь ель"
)

# These keep their vowel: no consonant cluster allows its loss, or the common noun keeps it; Czech
# names keep it by rule («Чапека», «Дубчека»; Розенталь, § 149).
STABLE_VOWEL = word_set(
    "швец жнец чтец игрец льстец олень тюлень ячмень ясень таймень женьшень гашек чапек дубчек хертек человек"
)

# Foreign surnames in «-ов», «-ин» take «-ом»: Дарвином (Розенталь, § 150).
FOREIGN_IN_OV_IN = word_set(
    "дарвин кронин бюлов вирхов флотов толкин франклин гершвин бенджамин кельвин остин "
    "гарвин болдуин корвин годвин эрвин ирвин мервин кэтрин"
)

# Foreign names and common nouns that a Russian may bear too: with Charlie Chaplin it is «Чаплином», with
# a Russian of that name «Чаплиным»; only the instrumental shows it.
FOREIGN_OR_RUSSIAN = word_set(
    "чаплин мартин корвин павлин литвин грузин мордвин филин дельфин рубин пингвин хозяин боярин татарин "
    "болгарин сухомлин рыболов птицелов зверолов остров покров улов посев напев"
)

# Russian surnames in «-их» come from adjectives in «-кий», «-ший», «-ний» and stay as they are;
# German ones are nouns. After other consonants «-их» is always German.
FOREIGN_IN_IKH = word_set("мюних минних миних мених мёних кюних хених вюних")

# Nouns, not the feminine of a name in «-ов», «-ев».
NOUNS_IN_OVA = word_set(
    "сова корова подкова обнова дуброва основа голова полова ева зева дева плева халява слева канева корчева"
)

# Nouns beside which a man's name in «-ин» exists: «Малина А. П.» may belong to Малин or to Малина,
# and only the bearer knows whether she is «Малиной» or «Малине» (Розенталь, § 150).
NOUNS_IN_INA = word_set(
    "малина калина рябина осина былина долина перина смородина щербина дубина скотина судьбина година "
    "кручина журбина старина ярина турбина равнина путина пучина лощина морщина мужчина солонина свинина "
    "ряднина картина машина пружина причина дружина вершина половина середина паутина балерина марина "
    "галина ирина арина алина полина карина купина лучина овчина бузина хворостина тычина корчина ветчина "
    "скорина лядина крушина кузина маслина глина плотина детина стремнина украина окраина холстина гостина "
    "лещина ялина бокатина вина шина щетина десятина витчина тополина солодовина"
)

# Caucasian and Tuvan nouns that look like a woman's adjective (Гулая, Саая): the bearer decides, as with
# every name of two syllables.
NOUNS_IN_AYA = word_set("гулая саая бокучая берая папая майя")

# Nouns of two syllables in «-ой»; of one all but «Злой» are nouns (Цой, Рой); the rest are adjectives.
NOUNS_IN_OY = word_set("герой ковбой покой прибой разбой застой удой левкой изгой отбой плейбой устой")

# In «-чий» adjectives stand beside nouns (Топчий, Топчия): only these are adjectives for certain.
ADJECTIVES_IN_CHY = word_set(
    "кравчий стряпчий певчий горячий рабочий ловчий зодчий кормчий гончий ходячий стоячий висячий бродячий "
    "колючий могучий летучий певучий кипучий горючий живучий дремучий подьячий лежачий незрячий зрячий"
)

# «-ний» likewise (Стогний, Стогния); «-жний», «-шний» are always adjectives.
ADJECTIVES_IN_NY = word_set(
    "синий зимний осенний весенний летний крайний средний верхний вечерний утренний ранний поздний дальний "
    "задний передний соседний последний давний древний горний дольний искренний порожний сыновний"
)

# Possessive adjectives («лисьего») that some families decline as nouns («Лисия»).
POSSESSIVE_ADJECTIVES = word_set("лисий волчий козий бабий рыбий божий вражий медвежий птичий третий")

# The ending is stressed: Большой, Чужой; elsewhere after a husher it is not: Рыжей.
ADJECTIVES_STRESSED = word_set("большая чужая меньшая")

# Nouns in «-ша», «-ча», «-жа», «-ца»: stressed endings take «-ой», unstressed ones «-ей».
STRESSED_IN_A = word_set(
    "левша паша ганжа саранча каланча парча межа ханжа баржа свеча душа лапша праща овца"
)
UNSTRESSED_IN_A = word_set(
    "груша каша крыша маша саша гоша даша параша кваша ноша мокша дача туча куча кляча удача задача круча "
    "лужа стужа сажа кожа рожа грыжа роща чаща пуща гуща теща тёща"
)

# Men's names in «-ж», «-ч», «-ш», «-щ»: a stressed ending takes «-ом», an unstressed one «-ем».
STRESSED_IN_HUSHER = word_set(
    "кулич москвич кирпич паралич ильич кузьмич лукич фомич бич кич малыш латыш голыш кулиш камыш крепыш "
    "барыш шалаш палаш алкаш карандаш торгаш чертеж чертёж рубеж мятеж стриж чиж морж уж еж ёж нож корж "
    "грош ерш ёрш шиш плющ лещ борщ хрущ клещ хвощ прыщ плащ швец жнец чтец игрец льстец ключ сыч хрыч грач "
    "врач меч луч кумач"
)
UNSTRESSED_IN_HUSHER = word_set(
    "буш бош кош ярош тимош товарищ монгуш ремеш гейдж корнеш илиеш бенеш микеш балаш томаш матиаш янош "
    "лайош милош антош ковач"
)

# Last parts that leave the whole name as it is: Юсуф-заде.
FROZEN_LAST_PARTS = word_set("заде оглы оглу кызы")

# First parts of double names that are not surnames and stay: Бонч-Бруевича (Розенталь, § 149).
FROZEN_FIRST_PARTS = word_set(
    "бонч грум сквозник демут тер кара сен сент сан ван фон де дель ди ла ле мак аль эль бен ибн шах тян "
    "бей ага хан мелик тан абу абд книппер шолом"
)

# Endings that only surnames have: a first part so built is a surname and declines.
SURNAME_ENDINGS = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "вич", "енко", "ых", "их", "юк", "чук", "ян")
