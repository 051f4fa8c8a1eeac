"""Code tables of the event gold: ISO 3166-1 alpha-3, aliases in published gold, and PLOVER type names."""

from __future__ import annotations

ISO3 = frozenset(
    """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD
BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR
COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH
ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL
GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR
JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR
MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL
NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY
PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP
SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA
UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE
""".split()
)
ISO3_ALIAS = {
    "JAP": "JPN", "ITL": "ITA", "VTN": "VNM",
    "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "BUR": "MMR", "MYA": "MMR",
    "GER": "DEU", "SPN": "ESP", "UKG": "GBR", "WSB": "PSE", "GZS": "PSE", "PAL": "PSE",
    "KSV": "XKX", "KOS": "XKX", "RKS": "XKX", "SCG": "SRB", "YUG": "SRB", "SUN": "RUS",
}  # fmt: skip
# First three letters of an actor code that name no country.
NON_COUNTRY = frozenset("IGO NGO IMG MNC NGM INT ISM".split())
# Older gold knows one code for bodies of states.
BODY_ALIAS = {"UNO": "IGO", "EUR": "IGO", "EEC": "IGO"}
PLOVER_TYPES = tuple(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST
    ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT""".split()
)
# Older or coarser names and what the current manual calls them.
TYPE_ALIAS = {
    "DEMAND": ("REQUEST",),
    "DISAPPROVE": ("ACCUSE",),
    "INVESTIGATE": ("ACCUSE",),
    "FIGHT": ("ASSAULT",),
    "YIELD": ("CONCEDE", "RETREAT"),
}
# Types without direction: either order of the two parties is the same event.
SYMMETRIC = frozenset(("AGREE", "CONSULT", "COOPERATE"))


def country(code: str | None) -> str | None:
    """The ISO3 country of an actor code such as "USAGOV" or "JAP"."""
    head = str(code or "").strip().upper()[:3]
    head = ISO3_ALIAS.get(head, head)
    return head if head in ISO3 else None
