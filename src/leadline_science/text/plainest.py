"""Words that stand in texts of any kind and so name no theme: English, German, French, Spanish."""

WORDS = """
a about after again all also am an and any are as at be because been before but by can could did do does
doing done for from get gets getting got had has have having he her here him his how i if in into is it
its just like made make me more most much my need no not now of off on one only or other our out over own
please same she should so some still such than that the their them then there these they this those
through to too try trying until up us very want was we were what when where which while who why will with
would you your don't doesn't didn't can't i'm i've it's isn't wasn't won't there's
aber als am an auch auf aus bei bin bis das dass dem den der des die doch ein eine einen einer es für hat
haben ich ihr im ist ja kann kein mich mir mit nach nicht noch nur oder schon sehr sich sie sind so um und
uns von war was wenn wie wir wird zu zum zur
au aux avec ce ces cette dans de des du elle en est et être il ils je la le les leur lui ma mais mes mon
ne nous on ou par pas plus pour qu que qui sa se ses si son sur un une vous
al como con del el ella en es esta este ha hay la las lo los más me mi muy no nos o para pero por que se
si sin su sus también un una y ya yo
"""
PLAINEST = frozenset(WORDS.split())
