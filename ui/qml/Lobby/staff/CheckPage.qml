import QtQuick
import Lobby
import Lobby.Models

/** The scanner's check: the camera's picture beside what was found, or above it. What does not fit scrolls. */
Rectangle {
    id: root

    required property ScannerModel model
    required property LatestFrame frames

    // As on today's page, letters decide how much stands side by side.
    readonly property real letters: width / Theme.text(1)
    readonly property bool stacked: letters < 125
    readonly property bool long: letters < 90 // every panel as high as it likes
    readonly property real room: width - 2 * Theme.staffMargin
    readonly property real gap: Theme.gap2
    readonly property real half: stacked ? room : 0.42 * room
    readonly property real head: bar.y + bar.height + Theme.gap3
    readonly property real start: long ? head : 0
    readonly property real tall: all.height - Theme.staffMargin
    readonly property real least: Theme.text(26) // of a panel

    readonly property bool hasNoCamera: ["no_camera", "unknown_camera", "scanner_only"].includes(model.stage)
    /** Instead of findings, by how far the check is. */
    readonly property string aboutCamera: ({
        no_camera: qsTr("No camera can be opened here. If a kiosk runs on this computer, close it; otherwise plug in a camera. Then open this page again."),
        unknown_camera: qsTr("There is no camera %1 here. Check what stands behind --camera, and start again.").arg(model.cameraName),
        scanner_only: qsTr("No camera is used here; the USB scanner is checked alone."),
        away: qsTr("The camera is away.")
    })[model.stage] ?? qsTr("Measuring…")
    readonly property real belowView: hasNoCamera ? start : view.y + view.height + gap

    color: Theme.paper
    Component.onCompleted: back.forceActiveFocus()

    Flow {
        id: bar

        parent: root.long ? all.contentItem : root
        z: 1 // the preview's frame reaches up to it
        x: Theme.staffMargin
        y: Theme.staffMargin
        width: root.room
        spacing: Theme.gap3

        TextLine {
            width: Math.min(parent.width, Math.max(implicitWidth, parent.width - back.width - Theme.gap3))
            height: Math.max(implicitHeight, Theme.touch)
            text: qsTr("Scanner check")
            size: Theme.text4
            wght: Theme.heading
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        Button {
            id: back

            width: Math.min(implicitWidth, parent.width)
            text: qsTr("Back to today")
            iconName: "arrow-left"
            onClicked: root.model.backAsked()
        }
    }
    StaffView {
        id: all

        y: root.long ? 0 : root.head
        width: root.width
        height: root.height - y
        contentHeight: Math.max(camera.y + camera.height, usb.y + usb.height) + Theme.staffMargin
        isWhole: true

        CheckView {
            id: view

            x: Theme.staffMargin
            y: root.start
            width: root.half
            height: wanted
            tallest: root.long ? 0.6 * root.height : root.stacked ? 0.28 * root.tall : Infinity
            visible: !root.hasNoCamera
            model: root.model
            frames: root.frames
        }
        CheckPanel {
            id: camera

            x: root.stacked ? Theme.staffMargin : view.x + view.width + root.gap
            y: root.stacked ? root.belowView : root.start
            width: root.stacked ? root.room : root.room - root.half - root.gap
            height: root.long ? implicitHeight : root.stacked
                ? Math.max(root.least, root.tall - y - root.gap - usb.height) : Math.max(root.tall, usb.y + usb.height)
            large: !root.stacked
            title: qsTr("Camera")
            findings: root.model.camera
            verdict: root.model.cameraVerdict
            waiting: root.aboutCamera
        }
        CheckPanel {
            id: usb

            x: Theme.staffMargin
            y: root.stacked ? camera.y + camera.height + root.gap : root.belowView
            width: root.half
            height: root.long ? implicitHeight : root.stacked ? Math.max(root.least, 0.28 * root.tall)
                : Math.max(root.least, root.tall - y)
            title: qsTr("USB scanner")
            findings: root.model.scanner
            verdict: root.model.scannerVerdict
            waiting: qsTr("Looking for one…")
        }
    }
}
