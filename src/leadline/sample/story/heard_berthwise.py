"""What harbour masters, agents and pilots said about Berthwise; written as in `heard_tideboard`."""

HEARD_BERTHWISE: dict[str, tuple[tuple[float, str, str, str], ...]] = {
    "Two ships are promised the same metre of quay": (
        (9, "Torunn Eide", "meeting", "The second one turns the corner, I see her bow, and I see who lies there. [[Then I have eleven minutes to find forty metres.]] It happens about once a month and it takes a year off my life."),
        (7, "Kristoffer Vaag", "call", "We both promised, she on the phone and I in the sheet. Both right. [[The sheet does not know what the phone has said.]]"),
        (5, "Anneke Prins", "sales", "My line pays for waiting: four thousand an hour. [[Twice this year my ship waited for a berth I had in writing.]]"),
        (3, "Dieter Harms", "sales", "[[-In our harbour everybody knows everybody, there is no conflict, there is only shouting.]] Then it is solved."),
    ),
    "A table of times hides the quay": (
        (8, "Torunn Eide", "meeting", "I think in metres. You show me hours. [[So I draw your table on paper every morning, with a ruler, to see anything.]]"),
        (6, "Joost van Dalfsen", "call", "De kade is 412 meter. On your list she has no length at all. [[My father had a plank with pegs and it was better.]]"),
        (4, "Dieter Harms", "email", "A drawing, with bollards, printable, A3. Then I buy. Without, not."),
        (2, "Fiona Gall", "survey", "Lovely people, awful table. I can’t see where the gap is until I’ve added it up."),
    ),
    "A berth without a pilot is no berth": (
        (7, "Joost van Dalfsen", "meeting", "I give the berth for 14:00, the pilot comes at 16:00. [[Then the berth was a present for the seagulls.]]"),
        (5, "Elena Rocafort", "call", "Three ships want two tugs. Every Thursday. [[I find it out on Thursday.]]"),
        (3, "Torunn Eide", "email", "The pilot station hears of a change from the ship. We should be ashamed of that, both of us."),
    ),
    "Announced times are wrong by noon": (
        (9, "Joost van Dalfsen", "meeting", "Between thirty and sixty mails, before lunch. [[I type them in, and by noon every second one is a lie.]]"),
        (7, "Anneke Prins", "email", "You ask for the ETA. I ask the master, he looks at the weather and says a number. [[Why does nobody look where the ship is? It is on the internet.]]"),
        (5, "Nacho Beltrán", "chat", "I write same arrival in 3 portals, each with its own idea of midnight"),
        (4, "Elena Rocafort", "survey", "[[Agent A is always two hours early, agent B never.]] If the plan knew this I could go home."),
        (3, "Yann Le Goffic", "call", "[[-Position by satellite is for big harbours.]] Here I go out on the balcony."),
    ),
    "Stays are used and never billed": (
        (6, "Elena Rocafort", "meeting", "In the audit they found forty-one stays without a bill. [[A whole year. One of them was the auditor’s brother.]]"),
        (4, "Kristoffer Vaag", "email", "Dues by length and hours, it is in the plan already! I copy it by hand into a system that was old when I was hired."),
        (2, "Duarte Meneses", "sales", "Price list changes in January and in July. [[Last year we billed until March with the old one]], then 212 credit notes."),
    ),
    "A missing paper is found at the quay": (
        (5, "Duarte Meneses", "call", "She lies there, crane is paid, and the customs man says: where is the list. [[The most expensive place in the world to look for a paper is beside a ship.]]"),
        (4, "Wim Terpstra", "email", "Tell me three days ahead and I bring it. [[Tell me at the quay and I bring my lawyer.]]"),
        (2, "Saskia Boon", "survey", "Customs see everything of everybody on my screen when they stand behind me. They shouldn’t."),
    ),
    "Partners read our pages by program": (
        (5, "Wim Terpstra", "support", "Since your release of Tuesday our import reads the column “remarks” as the ship’s length. [[A vessel of “please call before eight” metres has been announced.]]"),
        (3, "Anneke Prins", "call", "My nephew wrote something that reads your page. He is in Canada now. [[Give us a proper door.]]"),
        (1.5, "Priya Menon", "sales", "Without an interface our terminal system can’t take part. It’s on the list of must-haves, line four."),
    ),
    "The fire brigade’s list is true until seven": (
        (4, "Saskia Boon", "meeting", "It is printed at six. [[At seven the first container goes somewhere else, and the list in the fire engine is a story.]]"),
        (2, "Lone Bjerre", "call", "They asked us in the drill. I had it. On a screen, in a building that was, for the drill, on fire."),
    ),
    "What happened in the night is told nowhere": (
        (4, "Fiona Gall", "email", "First twenty minutes of every day: what moved, who rang, what’s that line on the quay. [[The night man goes at six, I come at half past.]]"),
        (2, "Silke Wandt", "survey", "Es fehlt ein Übergabebuch. A page. One."),
    ),
    "Setting up a harbour takes eleven days": (
        (6, "Salvo Tricarico", "call", "You came for two weeks, nice boys, they ate well. [[But I am the only one here, and for two weeks nobody moored ships.]]"),
        (4, "Ole Hansen", "survey", "Last year’s calls were in a spreadsheet. [[You typed them in again. I watched.]]"),
        (2, "Beatriz Salgado", "meeting", "Our start moved three times since you had two harbours before us. I counted: four people, eleven days each."),
    ),
    "Nobody plans plugs": (
        (3, "Lone Bjerre", "email", "From next year the big ones must plug in. We have two connections, and six ships that want them. [[I plan it on a sticky note.]]"),
        (1, "Priya Menon", "sales", "Shore power is asked in every tender now, usually by somebody who hasn’t seen a plug."),
    ),
}  # fmt: skip
