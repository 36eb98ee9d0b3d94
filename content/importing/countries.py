"""The names of countries and what their people are called: ISO code, name, other words (pure).

Names are facts, so the list is our own; it serves to find a country in a text, not to say what
one is. A word in ``adjectives`` counts as the country; other names are read as the first one.
"""

import re
from functools import lru_cache

from content.importing.results import Name

_LIST = """
AF Afghanistan|Afghan|Afghans;AL Albania|Albanian|Albanians;DZ Algeria|Algerian|Algerians
AD Andorra|Andorran;AO Angola|Angolan|Angolans;AR Argentina|Argentine|Argentinian
AM Armenia|Armenian|Armenians;AU Australia|Australian|Australians
AT Austria|Austrian|Austrians|Österreich;AZ Azerbaijan|Azerbaijani;BS Bahamas|Bahamian
BH Bahrain|Bahraini
BD Bangladesh|Bangladeshi;BB Barbados|Barbadian;BY Belarus|Belarusian|Belarusians
BE Belgium|Belgian|Belgians|Belgien|Bélgica;BZ Belize|Belizean;BJ Benin|Beninese;BT Bhutan|Bhutanese
BO Bolivia|Bolivian;BA Bosnia and Herzegovina|Bosnia|Bosnian;BW Botswana
BR Brazil|Brazilian|Brazilians|Brasil
BN Brunei|Bruneian;BG Bulgaria|Bulgarian|Bulgarians;BF Burkina Faso|Burkinabe;BI Burundi|Burundian
KH Cambodia|Cambodian|Cambodians;CM Cameroon|Cameroonian;CA Canada|Canadian|Canadians;CV Cape Verde
CF Central African Republic;TD Chad|Chadian;CL Chile|Chilean|Chileans;CN China|Chinese
CO Colombia|Colombian|Colombians;KM Comoros;CG Republic of the Congo
CD Democratic Republic of the Congo|DR Congo|Congo|Congolese
CR Costa Rica|Costa Rican;CI Côte d'Ivoire|Côte d’Ivoire|Ivory Coast|Cote d'Ivoire|Ivorian
HR Croatia|Croatian|Croatians;CU Cuba|Cuban|Cubans;CY Cyprus|Cypriot|Cypriots
CZ Czechia|Czech Republic|Czech|Czechs;DK Denmark|Danish|Dane|Danes|Danmark;DJ Djibouti
DM Dominica;DO Dominican Republic|Dominican;EC Ecuador|Ecuadorian|Ecuadorean
EG Egypt|Egyptian|Egyptians
SV El Salvador|Salvadoran;GQ Equatorial Guinea;ER Eritrea|Eritrean;EE Estonia|Estonian|Estonians
SZ Eswatini|Swaziland;ET Ethiopia|Ethiopian|Ethiopians;FJ Fiji|Fijian;FI Finland|Finnish|Finn|Finns
FR France|French|Frenchman|Frankreich|Francia;GA Gabon|Gabonese;GM Gambia|Gambian
GE Georgia|Georgian|Georgians;DE Germany|German|Germans|Deutschland|Alemania|Allemagne
|Bavaria|Bavarian
GH Ghana|Ghanaian|Ghanaians
GR Greece|Greek|Greeks;GD Grenada;GT Guatemala|Guatemalan;GN Guinea|Guinean;GW Guinea-Bissau
GY Guyana|Guyanese
HT Haiti|Haitian|Haitians;HN Honduras|Honduran;HK Hong Kong|Hongkonger
HU Hungary|Hungarian|Hungarians
IS Iceland|Icelandic|Icelander;IN India|Indian|Indians;ID Indonesia|Indonesian|Indonesians
IR Iran|Iranian|Iranians;IQ Iraq|Iraqi|Iraqis;IE Ireland|Irish|Irishman;IL Israel|Israeli|Israelis
IT Italy|Italian|Italians|Italia|Italien;JM Jamaica|Jamaican;JP Japan|Japanese;JO Jordan|Jordanian
KZ Kazakhstan|Kazakh|Kazakhstani;KE Kenya|Kenyan|Kenyans;KI Kiribati;XK Kosovo|Kosovar
KW Kuwait|Kuwaiti
KG Kyrgyzstan|Kyrgyz;LA Laos|Lao|Laotian;LV Latvia|Latvian|Latvians;LB Lebanon|Lebanese;LS Lesotho
LR Liberia|Liberian;LY Libya|Libyan;LI Liechtenstein;LT Lithuania|Lithuanian|Lithuanians
LU Luxembourg|Luxembourgish;MO Macau|Macao;MG Madagascar|Malagasy;MW Malawi|Malawian
MY Malaysia|Malaysian|Malaysians;MV Maldives|Maldivian;ML Mali|Malian;MT Malta|Maltese
MH Marshall Islands
MR Mauritania;MU Mauritius|Mauritian;MX Mexico|Mexican|Mexicans|México;FM Micronesia
MD Moldova|Moldovan|Moldovans
MC Monaco;MN Mongolia|Mongolian;ME Montenegro|Montenegrin;MA Morocco|Moroccan|Moroccans
MZ Mozambique|Mozambican;MM Myanmar|Burma|Burmese;NA Namibia|Namibian;NR Nauru
NP Nepal|Nepalese|Nepali
NL Netherlands|Dutch|Dutchman|Holland|Niederlande|Nederland|Países Bajos
NZ New Zealand|New Zealander|New Zealanders
NI Nicaragua|Nicaraguan;NE Niger|Nigerien;NG Nigeria|Nigerian|Nigerians
KP North Korea|North Korean|North Koreans
MK North Macedonia|Macedonia|Macedonian;NO Norway|Norwegian|Norwegians|Norge;OM Oman|Omani
PK Pakistan|Pakistani|Pakistanis;PW Palau;PS Palestine|Palestinian|Palestinians;PA Panama|Panamanian
PG Papua New Guinea;PY Paraguay|Paraguayan;PE Peru|Peruvian|Peruvians|Perú
PH Philippines|Philippine|Filipino|Filipinos
PL Poland|Polish|Poles|Polska;PT Portugal|Portuguese;QA Qatar|Qatari;RO Romania|Romanian|Romanians
RU Russia|Russian|Russians|Russian Federation;RW Rwanda|Rwandan;KN Saint Kitts and Nevis
LC Saint Lucia
WS Samoa|Samoan;SM San Marino;ST São Tomé and Príncipe;SA Saudi Arabia|Saudi|Saudis
SN Senegal|Senegalese
RS Serbia|Serbian|Serbians|Serb|Serbs;SC Seychelles;SL Sierra Leone
SG Singapore|Singaporean|Singaporeans
SK Slovakia|Slovak|Slovaks|Slovakian;SI Slovenia|Slovenian|Slovenians|Slovene;SB Solomon Islands
SO Somalia|Somali|Somalis;ZA South Africa|South African|South Africans
KR South Korea|South Korean|South Koreans|Republic of Korea;SS South Sudan
ES Spain|Spanish|Spaniard|Spaniards|España|Spanien
LK Sri Lanka|Sri Lankan|Sri Lankans;SD Sudan|Sudanese;SR Suriname
SE Sweden|Swedish|Swede|Swedes|Sverige
CH Switzerland|Swiss|Schweiz|Suisse;SY Syria|Syrian|Syrians;TW Taiwan|Taiwanese;TJ Tajikistan|Tajik
TZ Tanzania|Tanzanian;TH Thailand|Thai|Thais;TL Timor-Leste|East Timor;TG Togo|Togolese;TO Tonga
TT Trinidad and Tobago;TN Tunisia|Tunisian|Tunisians;TR Türkiye|Turkey|Turkish|Turks;TM Turkmenistan
TV Tuvalu;UG Uganda|Ugandan;UA Ukraine|Ukrainian|Ukrainians
AE United Arab Emirates|UAE|U.A.E.|Emirati
GB United Kingdom|UK|U.K.|Britain|Great Britain|British|Briton|Britons|England|Scotland|Wales
|Northern Ireland|English|Scottish|Welsh
US United States|United States of America|USA|U.S.A.|U.S.|US|American|Americans
UY Uruguay|Uruguayan;UZ Uzbekistan|Uzbek;VU Vanuatu;VA Vatican City|Holy See
VE Venezuela|Venezuelan|Venezuelans
VN Vietnam|Vietnamese|Viet Nam;YE Yemen|Yemeni;ZM Zambia|Zambian;ZW Zimbabwe|Zimbabwean
"""
_ADJECTIVE_ENDS = ("an", "ans", "ese", "ish", "ian", "ians", "i", "is", "er", "ers", "ch", "ss")
# What looks like a country and is none there.
_NOT_AFTER = re.compile(r"(?i)(?:\b(?:new|latin|south|north|central|state\s+of|african)\s|[-.@/])$")
_NOT_BEFORE = re.compile(r"^(?:['’]?s?\s+(?:Dollars?|language|Telegraph|Times)\b|[@/]|\.\w)")
_LANGUAGE = re.compile(r"(?i)^(?:[-\s]+(?:speaking|language|translation|version))")
_IN_LANGUAGE = re.compile(r"(?i)\b(?:in|into|from|speaks?|spoke|learn(?:ing)?)\s+$")
_MAYBE_LANGUAGE = {"English", "French", "German", "Spanish", "Chinese", "Polish", "Dutch", "Thai"}


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, str]]:
    known: dict[str, tuple[str, str]] = {}
    for entry in re.split(r"[;\n]", _LIST.strip().replace("\n|", "|")):
        code, rest = entry.split(" ", 1)
        names = rest.split("|")
        for name in names:
            known[name] = (code, names[0])
    return known


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(
        r"(?<![\w])(?:" + "|".join(re.escape(name) for name in names) + r")(?![^\W_])"
    )


def country_named(word: str) -> str:
    """Return the country that a word names, or nothing."""
    return _names().get(word, ("", ""))[1]


def countries_in(text: str) -> list[Name]:
    """Return every naming of a country in a text, in order."""
    found = []
    for match in _pattern().finditer(text):
        word = match.group()
        before = text[max(0, match.start() - 16) : match.start()]
        after = text[match.end() : match.end() + 14]
        if _NOT_BEFORE.match(after) or (_NOT_AFTER.search(before) and word not in {"US", "U.S."}):
            continue
        if word in _MAYBE_LANGUAGE and (
            _LANGUAGE.match(after) or (_IN_LANGUAGE.search(before) and not after[1:2].isalpha())
        ):
            continue
        code, name = _names()[word]
        found.append(Name(name, word, match.start(), match.end(), code=code))
    return found
