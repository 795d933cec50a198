pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** All that this kiosk keeps of somebody, in words; what it never keeps as well. */
MeStage {
    id: root

    readonly property MeRecord record: me.record

    function day(at: date): string {
        return qsTr("%1 %2", "day and year").arg(Theme.day(at.getDay(), at.getDate(), at.getMonth() + 1, Locale.LongFormat)).arg(at.getFullYear());
    }

    title: qsTr("What is stored about me")
    detail: qsTr("On this kiosk and on the house's server. Nobody else gets it.")
    middle: Column {
        spacing: Theme.gap2

        component Fact: Card {
            id: fact

            required property string iconName
            required property string name
            required property string said

            width: (parent as Column)?.width ?? 0
            height: lines.implicitHeight + 2 * Theme.gap2
            visible: said !== ""

            Icon {
                id: icon
                anchors { left: parent.left; leftMargin: Theme.gap2; top: lines.top }
                name: fact.iconName
                size: Theme.text(2.8)
                color: Theme.accent
            }
            Column {
                id: lines
                anchors {
                    left: icon.right; right: parent.right
                    leftMargin: Theme.gap2; rightMargin: Theme.gap2; verticalCenter: parent.verticalCenter
                }

                TextLine {
                    width: parent.width
                    text: fact.name
                    size: Theme.text(2.4)
                    wght: Theme.semibold
                    color: Theme.soft
                    wrapMode: Text.Wrap
                }
                TextLine {
                    width: parent.width
                    text: fact.said
                    size: Theme.text2
                    wrapMode: Text.Wrap
                }
            }
        }

        Fact { iconName: "user"; name: qsTr("Name"); said: root.record.name }
        Fact { iconName: "briefcase"; name: qsTr("What you do"); said: root.record.headline }
        Fact { iconName: "hand-helping"; name: qsTr("You can help with"); said: root.record.offers.join("\n") }
        Fact { iconName: "megaphone"; name: qsTr("You are looking for"); said: root.record.asks.join("\n") }
        Fact { iconName: "lightbulb"; name: qsTr("Ask me about"); said: root.record.askAbout }
        Fact { iconName: "map-pin"; name: qsTr("Where you sit"); said: root.record.seat }
        Fact { iconName: "languages"; name: qsTr("Languages you speak"); said: root.record.speaks.join(", ") }
        Fact { iconName: "link"; name: qsTr("Links"); said: root.record.links.join("\n") }
        Fact {
            iconName: "lock"
            name: qsTr("PIN")
            said: root.record.hasPin ? qsTr("Only to check what you type: nobody can read it.") : ""
        }
        Fact {
            iconName: "calendar"
            name: qsTr("Membership until")
            said: root.record.hasEnd ? root.day(root.record.lastDay) : ""
        }
        Fact {
            iconName: "log-in"
            name: qsTr("Visits")
            said: (root.record.hasVisits
                ? qsTr("%n visits since %1.", "", root.record.visits).arg(root.day(root.record.firstDay)) + " " : "")
                + qsTr("%n records of coming, going and choosing.", "", root.record.records)
                + " " + qsTr("The house keeps single visits for 90 days, then only counts.")
        }
        Fact {
            iconName: "shield-check"
            name: qsTr("Never on a kiosk")
            said: qsTr("Your address, phone number and e-mail, and pictures from the camera.")
        }
    }
    actions: ButtonRow {
        id: row
        Button {
            width: row.cellWidth
            height: row.cellHeight
            iconName: "download"
            text: qsTr("Save it on my phone")
            onClicked: root.me.stageAsked("phone")
        }
        Button {
            width: row.cellWidth
            height: row.cellHeight
            iconName: "trash-2"
            text: qsTr("Erase me")
            onClicked: root.me.stageAsked("erase")
        }
    }
}
