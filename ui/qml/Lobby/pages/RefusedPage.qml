import QtQuick
import Lobby
import Lobby.Models

/** Not let in: one plain sentence, what to do next, where help is. Never the code, never a blame. */
Item {
    id: root

    required property KioskModel model

    readonly property date lastDay: model.page.validUntil
    readonly property string until: !model.page.hasValidUntil ? ""
        : Theme.day(lastDay.getDay(), lastDay.getDate(), lastDay.getMonth() + 1, Locale.LongFormat)
    readonly property string headline: ({
        forged: qsTr("This code does not work here"),
        foreign: qsTr("This code is from another house"),
        expired: qsTr("This code is too old"),
        revoked: qsTr("This code was replaced by a newer one"),
        not_started: qsTr("Your membership has not begun yet"),
        paused: qsTr("Your membership is paused"),
        ended: qsTr("Your membership has ended"),
        other_space: qsTr("Your membership is for another of our spaces"),
        day_pass_over: qsTr("This day pass was for another day"),
        day_pass_unknown: qsTr("Nobody here knows this day pass")
    })[model.page.refusal] ?? qsTr("This code does not work here")
    readonly property string next: ({
        forged: qsTr("The desk can make you a new one."),
        foreign: qsTr("The desk can let you in as a guest."),
        expired: qsTr("Show a newer one, or ask at the desk."),
        revoked: qsTr("Show the newest one you were given, or ask the desk for it."),
        not_started: qsTr("The desk can tell you from which day it is good."),
        paused: qsTr("The desk can start it again."),
        ended: until === "" ? qsTr("The desk can renew it.")
            : qsTr("It was good until %1. The desk can renew it.").arg(until),
        other_space: qsTr("The desk can tell you how to work here today."),
        day_pass_over: qsTr("The desk can let you in as a guest."),
        day_pass_unknown: qsTr("The desk can let you in as a guest.")
    })[model.page.refusal] ?? qsTr("The desk can make you a new one.")

    HelpLayout {
        anchors.fill: parent
        model: root.model
        tone: "stop"
        iconName: "ticket-x"
        headline: root.headline
        detail: root.next
        hint: qsTr("You can hold up another code at any time.")
        actions: ButtonRow {
            id: row

            Button {
                width: row.cellWidth
                height: row.cellHeight
                iconName: "user-plus"
                text: qsTr("Come in as a guest")
                onClicked: root.model.pageAsked("guest")
            }
        }
    }
}
