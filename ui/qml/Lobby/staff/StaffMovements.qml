pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Who came and went, newest first. */
StaffPanel {
    id: root

    required property StaffModel model

    title: qsTr("Came and went")

    StaffList {
        id: list

        model: root.model.movements
        columns: width > 64 * Theme.unit ? 2 : 1
        Accessible.name: root.title

        delegate: Item {
            id: row

            required property string name
            required property string initials
            required property int hue
            required property string at
            required property bool came

            readonly property string label: name || qsTr("Somebody who joined today")

            width: list.cellWidth
            height: list.cellHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: (came ? qsTr("%1 came at %2") : qsTr("%1 left at %2")).arg(label).arg(at)

            Icon {
                id: way

                anchors.verticalCenter: parent.verticalCenter
                name: row.came ? "log-in" : "log-out"
                size: 2.7 * Theme.unit
                color: row.came ? Theme.good : Theme.soft
            }
            TextLine {
                id: time

                anchors { left: way.right; leftMargin: Theme.gap1; verticalCenter: parent.verticalCenter }
                width: 5.6 * Theme.unit
                text: row.at
                size: Theme.text1
                color: Theme.soft
                Accessible.ignored: true
            }
            Avatar {
                id: face

                anchors { left: time.right; leftMargin: Theme.gap1; verticalCenter: parent.verticalCenter }
                diameter: 4.6 * Theme.unit
                initials: row.initials
                hue: row.hue
            }
            TextLine {
                anchors {
                    left: face.right
                    leftMargin: 1.2 * Theme.unit
                    right: parent.right
                    verticalCenter: parent.verticalCenter
                }
                text: row.label
                size: Theme.text(2.4)
                wght: Theme.semibold
                lineHeight: 0.88
                wrapMode: Text.WordWrap
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }
    TextLine {
        anchors.centerIn: parent
        visible: list.count === 0
        text: qsTr("Nobody yet today.")
        size: Theme.text(2.5)
        color: Theme.soft
    }
}
