import QtQuick
import Lobby

/** A small cloud for staff: how the server is doing. Touched, it says so in words for a while. */
Touchable {
    id: root

    required property string sync // a value of states.Cloud
    required property int concerned

    ground: "transparent"
    edge: "transparent"
    padding: Theme.gap1
    text: state.words
    onClicked: open.running ? open.stop() : open.restart()

    SyncWords { id: state; sync: root.sync; concerned: root.concerned }
    Timer { id: open; interval: Theme.reading }

    contentItem: Row {
        spacing: Theme.gap1
        layoutDirection: Qt.RightToLeft

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: state.glyph
            size: 3 * Theme.unit
            color: Theme.soft
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            visible: open.running
            text: state.words
            size: Theme.text1
            color: Theme.soft
            Accessible.ignored: true
        }
    }
}
