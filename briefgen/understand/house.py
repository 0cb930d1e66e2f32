"""House style for names of places: names left behind, with those that English house styles write instead (`Kiev`: `Kyiv`).

The linter (BG720) warns of the old ones in our own prose, never in quotations.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HOUSE_NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "Artyomovsk": "Bakhmut", "Avdeevka": "Avdiivka", "Belorussia": "Belarus", "Bombay": "Mumbai", "Byelorussia": "Belarus", "Calcutta": "Kolkata",
    "Chernigov": "Chernihiv", "Chernobyl": "Chornobyl", "Dnepr": "Dnipro", "Dnepropetrovsk": "Dnipropetrovsk", "Dnieper": "Dnipro",
    "Donbass": "Donbas", "Gostomel": "Hostomel", "Kharkov": "Kharkiv", "Kiev": "Kyiv", "Kirghizia": "Kyrgyzstan", "Kirovograd": "Kirovohrad",
    "Krivoy Rog": "Kryvyi Rih", "Lugansk": "Luhansk", "Lvov": "Lviv", "Madras": "Chennai", "Moldavia": "Moldova",
    "Nagorny Karabakh": "Nagorno-Karabakh", "Nikolaev": "Mykolaiv", "Nikolayev": "Mykolaiv", "Nur-Sultan": "Astana", "Odessa": "Odesa",
    "Orissa": "Odisha", "Peking": "Beijing", "Rangoon": "Yangon", "Rovno": "Rivne", "Severodonetsk": "Sievierodonetsk", "Slavyansk": "Sloviansk",
    "Swaziland": "Eswatini", "Ternopol": "Ternopil", "the Ukraine": "Ukraine", "Transdniestria": "Transnistria", "Ugledar": "Vuhledar",
    "Uttaranchal": "Uttarakhand", "Zaporizhia": "Zaporizhzhia", "Zaporizhzhya": "Zaporizhzhia", "Zaporozhye": "Zaporizhzhia",
    "Zhitomir": "Zhytomyr",
})
