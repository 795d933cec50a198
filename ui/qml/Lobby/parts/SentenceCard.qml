pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Half a sentence about somebody who is here, with room for two lines of their own words; a touch shows all. */
Touchable {
    id: root

    required property string person
    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property bool isOffer
    required property string phrase

    readonly property real size: Theme.text(Theme.portrait ? 2.8 : 2.4)
    readonly property string verb: isOffer ? qsTr("can help with") : qsTr("is looking for")

    edge: "transparent"
    padding: 0
    text: name + " " + verb + " " + phrase

    contentItem: Item {
        Avatar {
            id: face
            anchors { left: parent.left; leftMargin: Theme.gap2; verticalCenter: parent.verticalCenter }
            diameter: 9.6 * Theme.unit
            initials: root.initials
            hue: root.hue
            photo: root.photo
        }
        Column {
            anchors {
                left: face.right
                right: parent.right
                leftMargin: Theme.gap2
                rightMargin: Theme.gap2
                verticalCenter: parent.verticalCenter
            }
            spacing: 0.6 * Theme.unit

            Row {
                id: who
                width: parent.width
                spacing: Theme.gap1

                TextLine {
                    id: called
                    width: Math.min(implicitWidth, who.width - does.implicitWidth - who.spacing)
                    text: root.name
                    size: 1.2 * root.size
                    wght: Theme.bold
                    elide: Text.ElideRight
                    mayBeCut: true
                    Accessible.ignored: true
                }
                TextLine {
                    id: does
                    y: called.baselineOffset - baselineOffset
                    text: root.verb
                    size: Theme.text1
                    color: Theme.soft
                    Accessible.ignored: true
                }
            }
            Loader {
                width: parent.width
                sourceComponent: root.isOffer ? offer : ask
            }
        }
    }
    Component {
        id: offer
        OfferLine { phrase: root.phrase; size: root.size; lines: 2; mayBeCut: true }
    }
    Component {
        id: ask
        AskLine { phrase: root.phrase; size: root.size; lines: 2; mayBeCut: true }
    }
}
