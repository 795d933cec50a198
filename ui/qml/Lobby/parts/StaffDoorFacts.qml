pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** How a kiosk is, for the staff in front of it: numbers and standings, no names. */
Column {
    id: root

    required property KioskModel model
    readonly property StaffRoom staff: model.rooms.staff
    readonly property HouseModel house: model.house

    spacing: Theme.gap2

    component Fact: Card {
        id: fact

        required property string iconName
        required property string said
        property bool isTrouble: false

        width: (parent as Column)?.width ?? 0
        height: Math.max(8 * Theme.unit, words.implicitHeight + 2 * Theme.gap2)

        Icon {
            id: icon
            anchors { left: parent.left; leftMargin: Theme.gap3; verticalCenter: parent.verticalCenter }
            name: fact.iconName
            size: Theme.text(3)
            color: fact.isTrouble ? Theme.stop : Theme.accent
        }
        TextLine {
            id: words
            anchors {
                left: icon.right; right: parent.right
                leftMargin: Theme.gap2; rightMargin: Theme.gap3; verticalCenter: parent.verticalCenter
            }
            text: fact.said
            size: Theme.text(2.9)
            wrapMode: Text.Wrap
        }
    }

    SyncWords {
        id: sync
        sync: root.house.sync
        concerned: root.house.concerned
    }
    Fact { iconName: "users"; said: qsTr("%n people are in", "", root.house.people) }
    Fact {
        iconName: sync.glyph
        isTrouble: sync.glyph === "cloud-alert"
        said: sync.words
    }
    Fact {
        iconName: "clock"
        isTrouble: !root.staff.wasHeard
        said: root.staff.wasHeard
            //: A day and a time, as in "Tuesday 24 November, 9:12".
            ? qsTr("The server last answered on %1, %2").arg(Theme.day(root.staff.heardDay.getDay(),
                root.staff.heardDay.getDate(), root.staff.heardDay.getMonth() + 1, Locale.LongFormat)).arg(root.staff.heardTime)
            : qsTr("The server has never answered")
    }
    Fact {
        iconName: "scan-line"
        isTrouble: root.house.isCameraAway
        said: !root.house.hasCamera ? qsTr("A scanner reads the codes, no camera")
            : root.house.isCameraAway ? qsTr("The camera is away: look at its cable") : qsTr("The camera works")
    }
    Fact { iconName: "info"; said: qsTr("Hello Lobby %1", "the version").arg(root.staff.version) }
}
