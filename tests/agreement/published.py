"""Tables of the literature with the figures that their authors give, to as many places as they give them."""

COHEN_1960_P45 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
ARTSTEIN_POESIO_P558 = [[20, 10], [20, 50]]
ARTSTEIN_POESIO_P568 = [[46, 0, 0], [6, 32, 6], [0, 0, 10]]
BRENNAN_PREDIGER_P689 = [[50, 0, 0], [10, 10, 10], [20, 0, 0]]
BRENNAN_PREDIGER_P691 = [[50, 0, 10], [0, 10, 10], [10, 10, 0]]
KRIPPENDORFF_2004_P246_A = [[12, 9, 9], [9, 14, 9], [9, 9, 20]]
KRIPPENDORFF_2004_P246_B = [[12, 18, 18], [0, 14, 18], [0, 0, 20]]
FEINSTEIN_CICCHETTI_1990_BALANCED = [[40, 9], [6, 45]]
FEINSTEIN_CICCHETTI_1990_SKEWED = [[80, 10], [5, 5]]
GWET_ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
GWET_2008 = [[8, 1], [0, 1]]
GWET_SKEWED = [[80, 7], [8, 5]]
NVIVO_1000_CHARACTERS = [[50, 75], [75, 800]]
QUALCODER_CASE = [[150, 50], [50, 750]]

# Krippendorff 1995, page 57: four pairs of coders on 24 units
BERTHA, BILL = "001111111100001111110000", "000011110000000110000000"
JOHN, JILL = "111111111111111111000000", "111111111100000000000000"
GERRET, GILL = "001111110011001111001100", "110011110011110011001100"
HEATHER, HILL = "1" * 24, "1" * 24

# Krippendorff 1980, page 133, and 2004, page 224
KRIPPENDORFF_BINARY = [(0, 0), (1, 1), (0, 1), (0, 0), (0, 0), (0, 1), (0, 0), (0, 1), (1, 0), (0, 0)]
# Krippendorff 2004, page 227
KRIPPENDORFF_2004_P227 = list(zip("aabbbbbccccc", "abbbbbcccccc", strict=True))


def rows(*coders: str) -> list[tuple[str | None, ...]]:
    """A row a unit, from one text a coder; a dot is a unit that the coder did not read."""
    return list(zip(*([None if answer == "." else answer for answer in coder] for coder in coders), strict=True))


# Krippendorff 2004, page 230; Gwet 2014 has the same answers as numbers
KRIPPENDORFF_2004_P230 = rows("BLPPLBCBL...", "BLPPLLCBLF..", ".PPPLPCLLFBP", "BLPPLCCBLFB.")
# Krippendorff 1980, page 139
KRIPPENDORFF_1980_P139 = rows("112412132", "122442232", "122442332")
# the example of several programs and encyclopaedias: three coders, fifteen units
THREE_CODERS = rows(".....34121133.3", "1.213343.......", "..21344.21133.4")
_FLEISS = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
# Fleiss 1971, page 379: six psychiatrists, thirty patients
FLEISS_1971 = [tuple(patient) for patient in _FLEISS.split()]
_HAYES_KRIPPENDORFF = """
112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111.
.100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0
0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2
110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1
"""
# Hayes and Krippendorff 2007, page 84: five observers, forty articles
HAYES_KRIPPENDORFF_2007 = [
    tuple(None if answer == "." else answer for answer in article) for article in _HAYES_KRIPPENDORFF.split()
]
