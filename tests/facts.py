"""What is known of the four captures, copied from what was found out about each: tests compare with these tables."""

from __future__ import annotations

import re

POST = "no-really-it-predicts-next-tokens"
PAYOR = "james-payor-comments"
DAVIDW = "davidw-comments"
PERSONAS = "personas-and-superintelligence"
SOURCES = (POST, PAYOR, DAVIDW, PERSONAS)

# Header line, first and last line of text, author, time (UTC), header of what it answers (2 is the post's), level.
COMMENTS = """
 59  60  63 | lillybaeum        | 2023-04-18 05:27:19 |   2 |  1
 64  65  71 | Thomas Sepulchre  | 2023-04-18 07:42:45 |   2 |  1
 72  73  73 | David Bolin       | 2023-04-18 14:46:46 |  64 |  2
 74  75  75 | simon             | 2023-04-18 15:21:16 |  72 |  3
 76  77  79 | dr_s              | 2023-04-20 10:52:09 |  74 |  4
 80  81  81 | Vladimir_Nesov    | 2023-04-18 05:08:45 |   2 |  1
 82  83  89 | simon             | 2023-04-18 05:43:12 |  80 |  2
 90  91  96 | Vladimir_Nesov    | 2023-04-18 06:40:19 |  82 |  3
 97  98 102 | Roman Leventov    | 2023-04-19 09:10:06 |  90 |  4
103 104 112 | simon             | 2023-04-18 07:12:50 |  90 |  4
113 114 124 | dxu               | 2023-04-18 21:00:51 | 103 |  5
125 126 131 | simon             | 2023-04-19 01:54:08 | 113 |  6
132 133 139 | dxu               | 2023-04-19 19:54:53 | 125 |  7
140 141 155 | simon             | 2023-04-20 04:29:44 | 132 |  8
156 157 165 | dxu               | 2023-04-21 22:05:38 | 140 |  9
166 167 175 | simon             | 2023-04-22 05:32:26 | 156 | 10
176 177 196 | dxu               | 2023-04-22 18:40:03 | 166 | 11
197 198 210 | simon             | 2023-04-23 17:12:42 | 176 | 12
211 212 236 | simon             | 2023-04-23 09:29:46 | 176 | 12
237 238 238 | Robert_AIZI       | 2023-04-18 18:16:24 |   2 |  1
239 240 252 | simon             | 2023-04-18 20:45:51 | 237 |  2
253 254 256 | Faustine Li       | 2023-04-18 18:51:54 |   2 |  1
257 258 264 | Erik Jenner       | 2023-04-19 01:38:26 |   2 |  1
265 266 287 | simon             | 2023-04-19 04:50:13 | 257 |  2
288 289 289 | mako yass         | 2023-04-18 18:20:28 |   2 |  1
290 291 293 | simon             | 2023-04-18 18:53:20 | 288 |  2
294 295 296 | Steven Byrnes     | 2023-04-18 16:06:12 |   2 |  1
297 298 303 | simon             | 2023-04-18 17:29:14 | 294 |  2
304 305 309 | Felix Hofstätter  | 2023-04-19 08:28:43 |   2 |  1
310 311 311 | simon             | 2023-04-19 16:49:47 | 304 |  2
312 313 314 | Ben Amitay        | 2023-04-19 08:17:34 |   2 |  1
315 316 316 | Ben Amitay        | 2023-04-19 08:28:49 | 312 |  2
317 318 324 | Roman Leventov    | 2023-04-19 08:43:36 |   2 |  1
325 326 332 | simon             | 2023-04-19 18:21:31 | 317 |  2
333 334 337 | Roman Leventov    | 2023-04-20 05:00:35 | 325 |  3
338 339 342 | simon             | 2023-04-20 05:19:51 | 333 |  4
"""
# Footnote: line of its call, first and last line of its text.
FOOTNOTES = {1: (7, 35, 35), 2: (7, 37, 37), 3: (7, 39, 42), 4: (7, 44, 47), 5: (30, 49, 51), 6: (31, 53, 56)}
# Lines of comments by James Payor, in order, and the lines in which formulas are lost.
PAYOR_UNITS = [(5, 11), (12, 17), (18, 20), (21, 29), (30, 35), (36, 41), (42, 46), (47, 56), (57, 67), (68, 69),
               (70, 72), (73, 77), (78, 82), (83, 86), (87, 87), (88, 90), (91, 94), (95, 97)]  # fmt: skip
FORMULAS = [21, 22, 22, 23, 24, 26, 26, 26, 36, 37, 37, 37, 40, 40]
DAVIDW_UNITS = [(20, 22), (24, 31), (33, 33), (35, 86), (88, 88), (90, 98), (103, 115), (117, 139), (144, 146),
                (148, 148)]  # fmt: skip
DAVIDW_QUOTATIONS = [37, 45, 53, 57, 63, 67, 71, 75, 92, 96, 117, 121, 125, 129, 135]
# Every list mark of the captures: source, line of the mark: depth, number (None where a bullet stands).
ITEMS = {
    DAVIDW: {26: (1, 1), 27: (1, 2), 28: (1, 3), 29: (2, 1), 30: (2, 2), 31: (2, 3), 79: (1, 1), 80: (1, 2)},
    POST: dict.fromkeys((85, 86, 87, 88, 121, 123, 160, 230, 231, 261, 262, 263), (1, None))
    | {151: (1, 1), 153: (1, 2)},
}
MARK = re.compile(r"\s*(?:[-*•]|\d{1,4}\.)\s+")  # a list mark at the beginning of a line: structure, not words
PERSONAS_UNITS = {"a1": [*range(1, 5)], "b1": [*range(5, 9)], "a2": [9], "b2": [10], "c1": [*range(11, 18)],
                  "a3": [56, *range(18, 33)], "c2": [*range(33, 39)], "a4": [*range(39, 44)]}  # fmt: skip
PERSONAS_REPLIES = {"a1": None, "b1": "a1", "a2": "b1", "b2": "a2", "c1": "a1", "a3": "c1", "c2": "a3", "a4": "c2"}
# Line of the quotation, line it stands at, how; from the facts, where every one is certain.
IN_THE_THREAD = """
 65  23 verbatim   126 116 partial    163 117 partial    199 179 verbatim
 91  86 partial    128 117 partial    167 157 partial    209 185 partial
 98  92 partial    130 119 elided     170 165 partial    258  24 partial
100  92 elided     133 126 verbatim   178 171 verbatim   266 260 partial
101  94 partial    134 127 verbatim   180 172 verbatim   295  39 partial
104  93 partial    137 129 verbatim   182 173 partial    321  39 verbatim
108  94 partial    141 135 partial    184 173 partial    322  40 verbatim
114 106 partial    143 138 partial    187 174 verbatim   341 337 verbatim
147 139 partial    158 144 verbatim   191 173 partial    195 162 partial
160 151 verbatim   161 152 verbatim
"""
IN_PERSONAS = """
  5   4 partial     11   3 partial     13   3 partial     15   4 verbatim
 18  16 partial     20  12 partial     33  29 verbatim    42  38 partial
"""
