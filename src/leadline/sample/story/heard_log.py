"""What captains on the trial boats said about Skipper’s Log, and what nobody made a bet of yet."""

HEARD_LOG: dict[str, tuple[tuple[float, str, str, str], ...]] = {
    "The log is written from memory": (
        (3, "Signe Moen", "meeting", "At the end of the watch I sit down with a pen and try to remember when we passed the light. [[I write 22:10. It was before the second coffee, so it may be.]]"),
        (2, "Calum Reid", "call", "The old book takes me four minutes an entry. I’ve timed it, I was bored. [[So I make three entries where there should be nine.]]"),
        (1, "Freja Winther", "chat", "one press. seriously. if it is two I have already docked"),
    ),
    "The next watch starts blind": (
        (4, "Freja Winther", "meeting", "Hand-over is a nod in the door. [[Last week the nod left out the buoy.]]"),
        (3, "Calum Reid", "email", "Relief captain here: I join boats I’ve not seen for a month. [[What I need is the last hour and three things that could kill me.]] You may quote that."),
        (2, "Signe Moen", "survey", "[[-We talk. Talking is better than reading.]] But I admit that the engineer is asleep when I talk."),
    ),
    "The flag state still wants paper": (
        (5, "Signe Moen", "call", "The inspector said nice app, where is the book. [[So now I keep both, which is worse than either.]]"),
        (3, "Calum Reid", "email", "If it goes to an inquiry they’ll ask what was changed and when. On paper I strike it out and sign. What do you do?"),
    ),
    "Deck and engine tell two different hours": (
        (4, "Signe Moen", "meeting", "Deck says stop at 14:02, engine says 14:09. [[Seven minutes in which, on paper, we had no engine and went five knots.]]"),
        (2, "Freja Winther", "survey", "The chief has his own book and his own pen and his own spelling."),
    ),
    "Will anybody stay when the trial ends?": (
        (3, "Calum Reid", "call", "Would I pay? I would, from my own pocket even. [[The office won’t, unless it talks to the roster.]]"),
        (2, "Moira Baine", "meeting", "We type the crew twice a day, once for you and once for you. [[That is a strange thing to buy.]]"),
        (1, "Freja Winther", "chat", "[[-went back to paper tue + wed. nobody noticed. that should worry you more than me]]"),
    ),
}  # fmt: skip

ASIDE: tuple[tuple[float, str, str, str, str], ...] = (
    (103, "Olav Brekke", "email", "TB", "Invoice 2207 has the old address. Third time. I am keeping count now, as a hobby."),
    (100, "Henrik Aas", "email", "TB", "To whom it may concern. With reference to clause 7.2 of our agreement we note that availability in May was 99.31 per cent. We waive the credit. We do not waive the right to it. Yours faithfully, H. Aas"),
    (99, "Mads Lunde", "meeting", "TB", "Whoever drew the little ferry on the start page has never seen a ferry. We like it anyway."),
    (97, "Eskil Tveit", "call", "TB", "(Voicemail, wind.) It’s Eskil. It does the thing again. The thing. You know which. Ring me, but not on the ebb."),
    (95, "Kristoffer Vaag", "chat", "BW", "who do I write to when it is not broken but ugly"),
    (92, "Pilar Quiroga", "support", "TB", "1. Open October. 2. Press copy. 3. Press copy again, because nothing happens. 4. Now there are two Octobers. Expected: one October. Priority: it is November."),
    (90, "Chiara Dolfin", "support", "TB", "Names with an accent are sorted behind Z. Signora Óberto is not amused, she is first in everything."),
    (88, "Anneke Prins", "chat", "BW", "ETA 0415 → 0440 → 0415. decide, I have linesmen in slippers. rgds"),
    (86, "Dieter Harms", "call", "BW", "Your colleague rang back after seven minutes. I tell it to everybody, it was about nothing."),
    (83, "Wiebke Petersen", "survey", "TB", "Note: 4. Warum keine 5? Weil ich dann nichts mehr zu sagen hätte."),
    (82, "Elena Rocafort", "sales", "BW", "We compared four. You came second on price, third on features, and first on “when I rang, somebody knew what a spring line is”. Procurement hates that this decided it."),
    (81, "Rui Valadares", "support", "TB", "Clock is one hour wrong in Lisbon. We are not in Madrid. This is a sensitive point."),
    (77, "Bodil Krag", "survey", "TB", "Ten out of ten. I have nothing to compare it with."),
    (75, "Jan Polzin", "support", "TB", "Rounding. 7.6 hours + 7.6 hours + 7.6 hours is not 22.7. I enclose a photograph of my calculator."),
    (72, "Torunn Eide", "email", "BW", "The northern basin silts up. I would love to see depth beside the berth, from the last sounding."),
    (70, "Liv Aaberg", "email", "TB", "My son is seven. He saw the plan on my screen and asked why one boat is always red. I had no good answer, so now I am asking you."),
    (68, "Jan Polzin", "email", "TB", "Please confirm in writing that the data of the crew lie in Europe. Also where. Also since when."),
    (64, "Danica Perić", "call", "TB", "For one boat it is too much. I need four rows and a colour. Everything else is in the way."),
    (63, "Duarte Meneses", "meeting", "BW", "Minutes, item 6: the port captain praises the drawing, regrets that Sundays are grey, and wishes it to be recorded that he praised first."),
    (60, "Yann Le Goffic", "review", "BW", "Bon outil. The French is not French."),
    (57, "Ricky Tan", "sales", "TB", "Love it, but we’re growing 3x and I need SSO, dark mode and a Slack thing by Q3, cheers"),
    (54, "Tilly Marsh", "chat", "TB", "could it ring louder when a swap is offered? I sleep like a stone"),
    (53, "Moira Baine", "review", "TB", "Four stars. Does what it says. Does not say what it does; that would be the fifth."),
    (50, "Tilly Marsh", "chat", "TB", "could it ring softer when a swap is offered at 3 am?? some of us have babies"),
    (46, "Fiona Gall", "email", "BW", "We had a journalist in, she wanted to see “the AI”. I showed her the drawing of the quay. She was pleased."),
    (43, "Danica Perić", "email", "TB", "We stop at the end of the quarter. It is not you. A spreadsheet costs nothing and my nephew can change it."),
    (40, "Wim Terpstra", "support", "BW", "CAPS LOCK IS STUCK SORRY. SHIP “ADRIAAN” STANDS IN THE LIST TWICE. ONE OF THEM SANK IN 1987. PLEASE REMOVE THAT ONE."),
    (36, "Ricky Tan", "call", "TB", "The bus people have their own thing. Sorry. It was fun while it was boats."),
    (34, "Angus Muir", "call", "BW", "Twelve boats a week. I can hold that in my head. But my head is retiring in June."),
    (29, "Petra Nygaard", "survey", "TB", "First July in nine years in which I had a Sunday. I do not know what to ask for next."),
    (28, "Aino Rask", "call", "TB", "The tables are there before me now. I have stopped noticing, which is the best I can say of anything."),
    (27, "Bodil Krag", "survey", "TB", "I do not print on Sundays any more. The printer looks sad."),
    (24, "Gunnar Holte", "meeting", "TB", "Nine calls this week. Nine! I have begun to read the newspaper."),
    (21, "Birgitta Ek", "email", "BW", "Could guests see the free berths by themselves? In July yachts ring me every four minutes."),
    (18, "Joost van Dalfsen", "call", "BW", "Since the plan takes the position of the ship I argue less with agents. I miss it a little."),
    (17, "Ole Hansen", "call", "BW", "So, it runs. And when a thing runs I don’t ring. I ring because my wife says I never ring when a thing runs."),
    (15, "Erik Damgaard", "meeting", "BW", "If pilots could confirm from the boat we would join tomorrow. We are four stations."),
    (12, "Desmond Okafor", "email", "TB", "I was against swaps without me and said so. I take half of it back. The freeze button is why."),
    (10, "Beatriz Salgado", "social", "BW", "Dia 40 com o novo plano: zero conflitos, três cafés a menos por turno. (Não é publicidade, pago como toda a gente.)"),
    (7, "Signe Moen", "meeting", "SL", "Asked whether she would recommend it she was silent for eleven seconds, I counted. Then: “To my brother, yes. To my rival, no.”"),
)  # fmt: skip
"""Heard and put away, without a need that it belongs to: weeks before today, who, where, of which product."""

INBOX: tuple[tuple[float, str, str, str, str], ...] = (
    (2.6, "Mette Kjær", "email", "BW", "First month. The drawing is what we bought, the morning page is what we would have bought. Is there one? I looked everywhere."),
    (2.5, "Jenifer Tregear", "call", "BW", "Visiting yachts ring all day in summer. If they could see for themselves which berths are free I’d get my lunch back."),
    (2.3, "Hauke Jens", "support", "TB", "After update the tide table of Norderhook is empty. Others good. I have the paper, do not worry, but you should."),
    (2.1, "Wenche Dahl", "email", "TB", "The file of October lacks the night of the clock change. One hour, 64 people. They have all written to me individually."),
    (2.0, "Signe Moen", "chat", "SL", "voice entry understood “starboard” as “star bored”. the crew now says it too"),
    (1.9, "Silke Wandt", "survey", "BW", "Was würde Ihnen am meisten fehlen? – The print for the wall. Still."),
    (1.8, "Inês Fontoura", "review", "TB", "Three stars because the swap comes when I sleep, and when I wake up somebody has it already. Not fair for nights."),
    (1.6, "Nacho Beltrán", "email", "BW", "Your partner key expired on Saturday at midnight, on the weekend of the regatta. Next time choose a Tuesday, por favor."),
    (1.5, "Deniz Kaya", "call", "TB", "Passengers now ask US when the app is silent. I did not expect that: they miss being told. Could we say “on time” as well?"),
    (1.4, "Gunnar Holte", "chat", "TB", "q: why does the plan know that it is Whit Monday but not that NO school boat sails on Whit Monday"),
    (1.3, "Calum Reid", "email", "SL", "Twelve weeks nearly up. I have gone back to paper once, when the phone fell in. Make it float or make it sync, I’m easy."),
    (1.2, "Freja Winther", "survey", "SL", "What should we ask you that we did not? – Whether I would notice if you took it away. Yes. At the change of watch, not else."),
    (1.1, "Saskia Boon", "meeting", "BW", "Customs asked whether they may write into it too. I said I would ask. I am asking. Please say no."),
    (0.95, "Fiona Gall", "email", "BW", "Regarding my mail of the 3rd, to which you answered my mail of the 1st: thank you. Please now answer the other one, in any order you like."),
    (0.9, "Lone Bjerre", "call", "BW", "Two cruise ships both say the power is theirs on 12 May. I have promised it to both, on a sticky note. So: when?"),
    (0.8, "Ulrike Thoms", "email", "TB", "A training centre sends us results as photographs of a list. If they could enter them themselves I would kiss somebody."),
    (0.7, "Joon-ho Bae", "chat", "TB", "swap accepted from lock screen with glove!! first try. just saying"),
    (0.6, "Priya Menon", "sales", "BW", "Board date is set. Can you show two basins with real calls by then, or do we show slides?"),
    (0.5, "Teo Ferrán", "support", "TB", "Holiday of the region on Monday is not in the list of holidays. It never is. We exist."),
    (0.4, "Salvo Tricarico", "call", "BW", "Somebody drag my ferry along the quay by mistake, in the plan I mean. How I put her back? I put her back by hand. But how?"),
    (0.3, "Margaret Pell", "email", "TB", "Dear all, the letter about the medical came in good time and on paper. Thank you. We sailed."),
    (0.2, "", "social", "TB", "Shoutout to whoever makes the ferry app stop pretending the 7:15 exists"),
    (0.1, "Erik Damgaard", "call", "BW", "We talked in the station. Three of four would join if confirming takes one press. The fourth retires."),
)  # fmt: skip
"""What waits to be read."""

TWINS = {
    "Birgitta Ek": ((20.5, "Angus Muir", "call", "BW", "Yachts, yachts, yachts. Let them see the free berths themselves and leave me be."),),
    "Tilly Marsh": ((53, "Joon-ho Bae", "chat", "TB", "swap offer does not wake me up. louder pls"), (52.5, "Inês Fontoura", "survey", "TB", "The offer comes without noise, so the same three colleagues always win.")),
    "Yann Le Goffic": ((59, "Chiara Dolfin", "email", "TB", "The Italian is a translation of a translation. Who says “sbarco del turno”?"),),
    "Rui Valadares": ((80, "Inês Fontoura", "chat", "TB", "hour is wrong again. Lisboa is not Madrid!"),),
}  # fmt: skip
"""What says the same as something in `ASIDE` by somebody else, and was merged into the first of theirs."""
