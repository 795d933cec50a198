import QtQuick
import Lobby
import Lobby.Models

/** How full the house is: the number, its bar against the places, and what that means. */
StaffPanel {
    id: root

    required property StaffModel model
    readonly property int free: model.capacity - model.present
    readonly property bool known: model.capacity > 0
    readonly property color tone: known && free < 0 ? Theme.stop : Theme.accent

    title: qsTr("Here now")
    wanted: rows.implicitHeight

    Column {
        id: rows

        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
        spacing: Theme.gap1

        Item {
            id: figure

            // A long number or word takes the next line.
            readonly property bool beside: number.implicitWidth + Theme.gap2 + words.implicitWidth <= width

            width: parent.width
            height: 0.8 * number.height + (beside ? 0 : words.height)
            Accessible.role: Accessible.StaticText
            Accessible.name: number.text + " " + words.text

            TextLine {
                id: number

                y: -0.1 * height
                text: Theme.whole(root.model.present)
                size: Theme.text(14)
                wght: Theme.heading
                color: root.tone
                Accessible.ignored: true
            }
            TextLine {
                id: words

                x: figure.beside ? number.width + Theme.gap2 : 0
                y: figure.beside ? number.y + number.baselineOffset - baselineOffset : 0.8 * number.height
                width: Math.min(implicitWidth, figure.width)
                text: root.known ? qsTr("of %n places", "", root.model.capacity)
                                 : qsTr("people", "after the number", root.model.present)
                size: Theme.text(2.5)
                color: Theme.soft
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
        }
        Rectangle {
            visible: root.known
            width: parent.width
            height: 2.8 * Theme.unit
            radius: height / 2
            color: Theme.line
            Accessible.role: Accessible.ProgressBar
            Accessible.name: root.title

            Rectangle {
                width: Math.max(root.model.present > 0 ? height : 0, parent.width
                    * Math.min(1, root.model.present / Math.max(1, root.model.capacity)))
                height: parent.height
                radius: height / 2
                color: root.tone
            }
        }
        TextLine {
            visible: root.known
            width: parent.width
            text: root.free > 0 ? qsTr("%n places are free.", "", root.free)
                : root.free === 0 ? qsTr("Every place is taken.")
                : qsTr("%n more than there are places.", "", -root.free)
            size: Theme.text(2.5)
            wght: root.free < 0 ? Theme.bold : Theme.regular
            color: root.free < 0 ? Theme.stop : Theme.ink
            wrapMode: Text.WordWrap
        }
    }
}
