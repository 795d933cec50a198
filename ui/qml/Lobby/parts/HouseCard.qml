import QtQuick
import Lobby
import Lobby.Models

/** Stands where no suggestion is: how many are here, who can be seen, how suggestions come about. */
Card {
    id: root

    required property KioskModel model
    property bool isAlone: false // nothing else stands beside or above it
    readonly property bool isWide: isAlone && !Theme.portrait && !Theme.crowded
    readonly property bool isTall: isAlone && Theme.portrait && !Theme.crowded
    readonly property real padding: isWide || isTall ? Theme.gap4 : Theme.gap3
    readonly property string note: model.page.isUnknown
        ? qsTr("You are new on this screen. Your name appears here soon; the desk can help.")
        : model.page.offer === "" && model.page.ask === ""
          ? qsTr("Tell the desk what you are looking for. Then you read here who can help.")
          : qsTr("Next time you check in, you may find somebody who fits what you offer or look for.")

    implicitHeight: content.implicitHeight + 2 * padding

    Grid {
        id: content
        anchors { left: parent.left; right: parent.right; margins: root.padding; verticalCenter: parent.verticalCenter }
        columns: root.isWide ? 2 : 1
        spacing: root.isWide ? 2 * Theme.gap4 : root.isTall ? Theme.gap4 : Theme.gap3
        verticalItemAlignment: Grid.AlignVCenter

        CountPill {
            id: count
            most: root.isWide ? 0.5 * content.width : content.width
            count: root.model.page.present
            words: qsTr("people here now", "after the number", root.model.page.present)
            faces: root.model.house.faces
            ground: root.color
            numberSize: Theme.large(root.isTall ? 20 : root.isWide ? 14 : 11)
            stacked: true
        }
        TextLine {
            width: root.isWide ? content.width - count.width - content.spacing : content.width
            text: root.note
            size: root.isTall || root.isWide ? Theme.text3 : Theme.text(2.8)
            color: Theme.soft
            wrapMode: Text.Wrap
        }
    }
}
