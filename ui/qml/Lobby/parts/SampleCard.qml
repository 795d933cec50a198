import QtQuick
import Lobby

/** A true piece of the wall: somebody's whole card. */
Card {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property string offer
    required property string ask

    implicitHeight: content.implicitHeight + 2 * Theme.gap2

    Column {
        id: content
        anchors { left: parent.left; right: parent.right; margins: Theme.gap2; verticalCenter: parent.verticalCenter }
        spacing: 0.8 * Theme.unit

        Row {
            width: parent.width
            spacing: Theme.gap2

            Avatar {
                id: face
                anchors.verticalCenter: parent.verticalCenter
                diameter: 6.4 * Theme.unit
                initials: root.initials
                hue: root.hue
                photo: root.photo
            }
            TextLine {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - face.width - parent.spacing
                text: root.name
                size: Theme.text3
                wght: Theme.bold
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        OfferLine {
            width: parent.width
            visible: phrase !== ""
            phrase: root.offer
            size: Theme.text1
            lines: 9
        }
        AskLine {
            width: parent.width
            visible: phrase !== ""
            phrase: root.ask
            size: Theme.text1
            lines: 9
        }
    }
}
