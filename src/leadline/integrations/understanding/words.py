"""What the columns of usual exports are called, in English, German, French and Spanish."""

import re

from leadline.foundation.tabular.words import plain
from leadline.integrations.understanding.kinds import Kind


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in text.split(","))


HEADERS: dict[Kind, tuple[str, ...]] = {
    Kind.KEY: _words(
        "issue key,key,issue id,id,issuekey,ticket,ticket id,ticket key,item id,number,nr,no,card id,story id,task id,"
        "work item id,vorgangsschlüssel,schlüssel,vorgangs id,nummer,clé de ticket,clé,numéro,identifiant,"
        "clave de incidencia,clave,número,identificador"
    ),
    Kind.TITLE: _words(
        "summary,title,name,subject,card name,issue summary,story,user story,headline,task name,task,zusammenfassung,"
        "titel,betreff,bezeichnung,aufgabe,vorgang,résumé,titre,sujet,intitulé,tâche,resumen,título,asunto,nombre,tarea"
    ),
    Kind.TYPE: _words(
        "issue type,type,issuetype name,issuetype,work item type,item type,tracker,kind,vorgangstyp,typ,art,"
        "type de ticket,genre,tipo de incidencia,tipo"
    ),
    Kind.STATUS: _words(
        "status,state,status name,list,list name,column,stage,workflow state,zustand,stand,spalte,liste,statut,état,"
        "colonne,estado,columna,lista"
    ),
    Kind.CREATED: _words(
        "created,created at,created date,created on,creation date,date created,opened,open date,opened at,"
        "prioritised,prioritized,committed,requested,entered,erstellt,erstellt am,erstelldatum,angelegt,angelegt am,"
        "erfasst am,eröffnet,création,créé,créé le,créée le,date de création,creado,creada,creado el,creada el,"
        "fecha de creación"
    ),
    Kind.STARTED: _words(
        "started,started at,start date,start,started on,started date,in progress,in progress date,dev started,begun,"
        "work started,begonnen,begonnen am,gestartet,gestartet am,startdatum,beginn,début,commencé,commencé le,"
        "date de début,démarré le,inicio,iniciado,empezado,fecha de inicio"
    ),
    Kind.FINISHED: _words(
        "resolved,resolution date,resolutiondate,resolved at,resolved timestamp,done,done date,done at,finished,"
        "finished at,finished date,finished on,closed,closed at,closed date,completed,completed at,completion date,"
        "end date,end,delivered,date completed,gelöst,erledigt,erledigt am,fertig,fertig am,abgeschlossen,"
        "abgeschlossen am,enddatum,ende,lösungsdatum,résolu,résolue,résolu le,terminé,terminé le,fini le,clos le,"
        "date de fin,date de résolution,fin,resuelta,resuelto,terminado,finalizado,completado,cerrado,"
        "fecha de resolución,fecha de fin"
    ),
    Kind.DUE: _words(
        "due,due date,due on,deadline,target date,fällig,fällig am,fälligkeitsdatum,frist,échéance,date d'échéance,"
        "date limite,vencimiento,fecha de vencimiento,fecha límite"
    ),
    Kind.POINTS: _words(
        "story points,story point,storypoint,storypoints,story point estimate,points,sp,effort points,current story point,"
        "story punkte,punkte,aufwand in punkten,points d'histoire,points de récit,puntos,puntos de historia"
    ),
    Kind.ESTIMATE: _words(
        "original estimate,timeoriginalestimate,time original estimate,estimate,estimated hours,estimate hours,"
        "ursprüngliche schätzung,schätzung,aufwand,estimation initiale,estimation originale,estimation,"
        "estimación original,estimación"
    ),
    Kind.ASSIGNEE: _words(
        "assignee,assignee display name,assignee name,assigned to,owner,responsible,assignees,zugewiesene person,"
        "bearbeiter,zuständig,zugewiesen,zugewiesen an,verantwortlich,responsable,attribution,attribué à,assigné à,"
        "persona asignada,asignado a,asignado,encargado"
    ),
    Kind.LABEL: _words(
        "labels,label,tags,tag,stichwörter,schlagwörter,etiketten,kategorien,étiquettes,étiquette,mots clés,etiquetas,"
        "etiqueta"
    ),
    Kind.PARENT: _words(
        "parent,parent key,parent id,epic link,epic,epic key,parent summary key,übergeordnet,übergeordneter vorgang,"
        "epos,parent lien,lien d'epic,épopée,principal,enlace de épica,épica"
    ),
    Kind.SPRINT: _words(
        "sprint,sprints,iteration,iterationen,itération,iteración,sprint name,sprint id"
    ),
    Kind.DESCRIPTION: _words(
        "description,body,details,desc,notes,beschreibung,details zum vorgang,notizen,descriptif,descripción,detalles"
    ),
    Kind.COMMENT: _words(
        "comment,comments,kommentar,kommentare,commentaire,commentaires,comentario,comentarios"
    ),
    Kind.FIELD: _words(
        "priority,priority name,resolution,resolution name,component,component s,components,fix version,fix version s,"
        "fix versions,affects version,affects version s,affected versions,reporter,reporter display name,severity,size,"
        "environment,priorität,lösung,komponente,komponenten,berichterstatter,autor,umgebung,größe,priorité,résolution,"
        "composant,composants,rapporteur,prioridad,resolución,componente,componentes,informador,team"
    ),
    Kind.CHANGED_FIELD: _words("field,changed field,field name,item field,feld,champ,campo"),
    Kind.CHANGED_FROM: _words(
        "from string,fromstring,from,old value,before,from value,von,alter wert,de,ancienne valeur,valor anterior"
    ),
    Kind.CHANGED_TO: _words(
        "to string,tostring,to,new value,after,to value,nach,neuer wert,à,vers,nouvelle valeur,nuevo valor"
    ),
    Kind.CHANGED_AT: _words(
        "created,changed,changed at,date,timestamp,at,when,updated,datum,geändert,fecha,modifié le"
    ),
    Kind.SPRINT_ID: _words("sprint id,id,sprint,nr,number,sprint number"),
    Kind.SPRINT_NAME: _words("sprint name,name,title,sprint title,iteration"),
    Kind.SPRINT_START: _words(
        "sprint start date,start date,start,starts,starts on,started,beginn,startdatum,début,inicio"
    ),
    Kind.SPRINT_END: _words("sprint end date,end date,end,ends,ends on,finish,ende,enddatum,fin"),
    Kind.SPRINT_COMPLETED: _words(
        "sprint complete date,complete date,completed,closed,closed at,completed at"
    ),
    Kind.SPRINT_GOAL: _words("goal,sprint goal,ziel,objectif,objetivo"),
    Kind.IN_SPRINT: _words("status,outcome,result,state"),
    Kind.POINTS_BEFORE: _words(
        "initial story point,initial story points,initial estimate,points at start"
    ),
}

TYPES: dict[str, tuple[str, ...]] = {
    "epic": _words("epic,epos,épopée,épica,epica,feature,theme,initiative,mmf"),
    "bug": _words("bug,defect,fehler,anomalie,error,production bug,incident,problem,fault,störung"),
    "task": _words(
        "task,sub task,subtask,technical task,aufgabe,unteraufgabe,teilaufgabe,tâche,sous tâche,tarea,subtarea,chore,"
        "infrastructure,documentation,test,maintenance,research,spike"
    ),
    "quality": _words(
        "non functional,non functional requirement,nfr,quality,qualität,qualité,calidad"
    ),
    "story": _words(
        "story,user story,récit,historia,histoire,historia de usuario,improvement,new feature,wish,enhancement,suggestion,verbesserung,amélioration,mejora,requirement"
    ),
}

TO_DO, DOING, DONE = "to_do", "doing", "done"
STATUSES: dict[str, tuple[str, ...]] = {
    TO_DO: _words(
        "to do,todo,open,new,backlog,ready,selected for development,reopened,unconfirmed,unresolved,planned,accepted,"
        "triage,icebox,ideas,to be done,queued,draft,waiting for support,confirmed,assigned,offen,neu,zu erledigen,"
        "geplant,bereit,wieder geöffnet,wiedereröffnet,ouvert,ouverte,nouveau,nouvelle,à faire,rouvert,prêt,prévu,"
        "abierto,abierta,nuevo,nueva,por hacer,tareas por hacer,pendiente,reabierto,listo para empezar"
    ),
    DOING: _words(
        "in progress,doing,in review,review,code review,testing,in test,qa,in development,development,started,active,"
        "working,blocked,on hold,waiting,reviewable,patch available,ready for test,ready for review,in arbeit,"
        "in bearbeitung,läuft,im test,in prüfung,begonnen,blockiert,en cours,en revue,en test,en progreso,en curso,"
        "en revisión,en pruebas,bloqueado"
    ),
    DONE: _words(
        "done,closed,resolved,complete,completed,finished,released,shipped,deployed,verified,fixed,live,cancelled,"
        "canceled,won't do,wont do,won't fix,wontfix,rejected,declined,duplicate,abandoned,archived,invalid,erledigt,"
        "fertig,geschlossen,gelöst,abgeschlossen,abgenommen,abgebrochen,verworfen,terminé,terminée,fermé,fermée,résolu,résolue,"
        "fini,clos,livré,annulé,rejeté,hecho,hecha,listo,lista,cerrado,cerrada,resuelto,resuelta,terminado,finalizada,"
        "finalizado,cancelado,rechazado,entregado"
    ),
}
TOTALS = re.compile(
    r"^\W*(?:grand total|sub ?totals?|totals?|sum|gesamt(?:summe)?|summe|zwischensumme|total général|totaux|somme|suma|sumas|total general|average|mittelwert)\W*(?:[\d.,\s]*)$",
    re.IGNORECASE,
)
DROPPED = _words(
    "cancelled,canceled,won't do,wont do,won't fix,wontfix,rejected,declined,duplicate,abandoned,invalid,abgebrochen,"
    "verworfen,annulé,rejeté,cancelado,rechazado"
)
