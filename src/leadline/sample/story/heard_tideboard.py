"""What ferry crews, dispatchers, planners and clerks said about Tideboard.

By the need it speaks of: weeks before somebody made a bet of it, who, where, and the words;
`[[…]]` are the passages that were marked, `[[-…]]` those that speak against it.
"""

HEARD_TIDEBOARD: dict[str, tuple[tuple[float, str, str, str], ...]] = {
    "Crews sail with last week’s tide table": (
        (9, "Aino Rask", "call", "It is twenty to six, I stand on the ramp at Innerholm, no bars, and the tide table on my phone says “loading”. [[So I take the paper from the wheelhouse, and the paper is from last Tuesday.]] We touched bottom in March because of exactly this. Nobody wrote it down since nothing broke."),
        (8.4, "Hauke Jens", "email", "Moin, auf den Halligen haben wir kein Netz. I say it in English: no net, no table. [[The table must be in the phone before I leave the house]], not after."),
        (7, "Bodil Krag", "support", "I print them on Sundays. My printer cost less than your app and it has never once asked me to wait."),
        (6.1, "Moira Baine", "meeting", "Three of our boats carry a laminated sheet. [[When I ask which month it is from, they turn it over and look embarrassed.]] The insurer looked embarrassed too."),
        (5, "Eskil Tveit", "review", "Two stars. Good when there is coverage. [[There is no coverage where I work]]."),
        (4.2, "Mads Lunde", "survey", "[[-We have satellite on all ships, so offline is nothing for us.]] Spend the money on the cabin lists."),
        (3, "Liv Aaberg", "call", "If the table could at least tell how old it is! [[My skippers trust it because it is on a screen.]] That is the dangerous part."),
    ),
    "A swap is a telephone call, and a call is a morning": (
        (10, "Gunnar Holte", "call", "I counted for you. Forty-three calls this week, thirty-one about swaps. [[By the time I have typed one in, the two of them have swapped again.]]"),
        (8, "Deniz Kaya", "meeting", "Swaps happen. They happen on the quay, on the bus, at weddings. [[I learn of one in ten when the wrong person stands on the boat.]]"),
        (6, "Joon-ho Bae", "chat", "can we pls swap in the app?? everyone has phone. dispatcher has only two ears"),
        (5, "Desmond Okafor", "email", "[[-With respect, I do not want crews to swap without me.]] I know who must not sail with whom, and a telephone does not."),
        (3, "Inês Fontoura", "survey", "Trocar com colega: 3 telephone calls, one paper, one signature. [[Then the boss says no because of rest.]] Then begin again."),
    ),
    "Nobody can say why a duty was refused": (
        (7, "Joon-ho Bae", "chat", "it says NO. why no? i ask deniz, deniz says system. i ask system, system says no"),
        (6, "Petra Nygaard", "meeting", "The union’s man sits opposite and asks which paragraph. [[I cannot answer, because the screen does not know either.]] I looked like a liar, politely."),
        (5, "Henrik Aas", "email", "Our own agreement is stricter than the law on nights. [[Your check lets through what our contract forbids]], and then it is I who signed."),
        (4, "Wiebke Petersen", "call", "Ruhezeit over midnight is wrong when clocks change. Once a year, yes. But it was the night of the storm."),
        (2.5, "Tilly Marsh", "survey", "Refused twice this month. [[Would have been fine with it if somebody had told me the rule.]]"),
    ),
    "One delay is told three times, three ways": (
        (8, "Deniz Kaya", "call", "The bridge tells me fifteen minutes, the terminal writes ten, the app says on time. [[The passenger shows me all three and asks which one is me.]]"),
        (6, "Chiara Dolfin", "email", "In laguna la gente guarda il telefono, not the board. [[If the phone is wrong they shout at the girl with the rope.]]"),
        (5, "Mads Lunde", "meeting", "A delay on a six-hour crossing? [[-We tell it over the loudspeaker and everybody goes for coffee.]]"),
        (3, "Rui Valadares", "support", "Delay was taken back after boat catched up but screens keep it until midnight. People missed the boat that was on time."),
    ),
    "The season’s roster dies in its second week": (
        (9, "Petra Nygaard", "meeting", "Six weeks, two of us, two hundred names. [[On the ninth of July the first three are ill and from then on I plan on the back of it.]] It is not planning any more, it is bookkeeping of accidents."),
        (7, "Ulrike Thoms", "call", "We would pay extra for one thing: keep what works, plan again the rest. [[Today every change means from the start.]]"),
        (6, "Pilar Quiroga", "email", "Every summer the same: 40 seasonal people who do not know the boats. I put them where there is a hole. [[Later I find they were all put in the same boat.]]"),
        (4, "Chiara Dolfin", "chat", "last year copy = last year mistakes. but at least I know them by name"),
        (3, "Henrik Aas", "survey", "[[-The roster is not the problem. People are the problem]], and no button will change that."),
    ),
    "Hours are carried into payroll by hand": (
        (8, "Olav Brekke", "meeting", "I have a ruler. I put the ruler under the line on the screen and type what it says into the other window. [[One line of fifty is wrong, and I know because fifty people check me.]]"),
        (6, "Jan Polzin", "email", "Sehr geehrte Damen und Herren, the export rounds quarter hours down. [[It is eleven minutes per person and month, the works council has counted.]] I ask for correction until the 15th."),
        (5, "Wenche Dahl", "call", "Corrections on the fourth working day! The month is closed. [[I open it again, and then the tax office asks why.]]"),
        (3, "Teo Ferrán", "support", "Nights, Sundays, holidays, nights of holidays on Sunday. Your file has one column."),
    ),
    "The screen blinds the night bridge": (
        (6, "Mads Lunde", "meeting", "We put a towel over it. It is a good towel. [[After looking at your white page I do not see a fishing boat for half a minute.]]"),
        (4, "Signe Moen", "call", "Night mode that is grey is not a night mode. Red or nothing, and big. I have gloves on from October to May."),
        (3, "Hauke Jens", "review", "[[Too bright in dark, too dark in bright.]] Otherwise good."),
    ),
    "A lapsed certificate costs a sailing": (
        (5, "Liv Aaberg", "call", "The inspector found it, not we. [[Mate’s medical had lapsed on Sunday, on Monday at six the boat stayed at the quay with ninety people.]]"),
        (4, "Ulrike Thoms", "email", "I keep them in a calendar. My calendar. [[I am on holiday in August, and so are the certificates, apparently.]]"),
        (2, "Margaret Pell", "email", "Dear all, we are four volunteers and one boat, and I should be grateful for a letter, on paper, three months before anything ends."),
    ),
    "Boards see one number a year": (
        (6, "Henrik Aas", "meeting", "The board hears “92 %” in April and nods. [[A third of our delays begin in the crew plan and there is no page that shows it.]]"),
        (3, "Deniz Kaya", "survey", "Monthly report: I make it from four screenshots. It takes an afternoon."),
    ),
    "Gloves and passwords do not go together": (
        (4, "Tilly Marsh", "chat", "the password for the terminal is on the terminal. laminated. since 2022"),
        (2, "Gunnar Holte", "call", "Everybody is signed in as Gunnar. [[On paper I worked three hundred hours last month.]]"),
    ),
}  # fmt: skip
